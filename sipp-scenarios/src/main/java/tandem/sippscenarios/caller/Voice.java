package tandem.sippscenarios.caller;

import java.io.IOException;
import tandem.sippscenarios.rtp.Utterance;

/// Makes speech of a text, ahead of the call.
public interface Voice {

    Utterance render(String text) throws IOException, InterruptedException;
}
