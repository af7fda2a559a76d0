package tandem.agentloop;

import java.util.OptionalLong;

/// One call's conversation. Confined to the call's thread; no method waits.
public interface Conversation {

    /// Greets.
    void start();

    /// Decides and acts. Events of a turn that is over change nothing.
    void on(ConversationEvent event);

    /// When [#wake] wants to be called next, as [tandem.callmodel.time.Time#nanos].
    OptionalLong nextAlarm();

    /// Acts on every alarm that is due.
    void wake();

    /// Ends every stream and task. Idempotent; never waits.
    void close();
}
