package tandem.agentloop;

import tandem.callmodel.TurnId;

/// The agent's mouth on one leg: audio handed in ahead of time, sent at its time, and taken back
/// when the caller speaks.
///
/// Thread-safe: the writer of a turn lives on its synthesis thread, everything else is called by
/// the call's owner. Progress comes back as [ConversationEvent.PlayoutStarted] and
/// [ConversationEvent.PlayoutFinished].
public interface Playout {

    /// Opens the turn's audio. At most one turn is open; opening a later one flushes an earlier. A
    /// turn begins neither ducked nor held.
    Writer open(TurnId turn);

    /// Lowers what is played by 12 dB (the setting), from the next packet on.
    void duck();

    /// Undoes [#duck], ramped over one packet.
    void unduck();

    /// From the next packet on silence is sent; the turn's position stays. A turn that has not
    /// begun to be sent does not begin.
    void hold();

    /// Goes on after [#hold] from sample `fromSample` of the turn's audio, which lies at most 5 s
    /// behind the position.
    void resume(long fromSample);

    /// Where the turn stands: the number of its samples that were sent.
    long sent(TurnId turn);

    /// Takes the turn back: when this returns, no packet of it leaves any more. Returns the samples
    /// that were sent. Never waits longer than the packet in flight. An unknown or finished turn
    /// returns what it had sent.
    long flush(TurnId turn);

    /// Hands one turn's audio over. Used by one thread at a time.
    interface Writer {

        /// Copies samples at the leg's rate. Blocks while more than 3 s (the setting) lie ahead of
        /// the wire.
        ///
        /// @return false when the turn was flushed and nothing will be played any more
        boolean write(short[] samples, int offset, int length) throws InterruptedException;

        /// Nothing more will come: `PlayoutFinished` follows the last packet.
        void end();
    }
}
