package tandem.sippscenarios.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import tandem.sippscenarios.caller.FliteVoice;
import tandem.sippscenarios.rtp.G711;

/// The speech that legs hear and play: a person's side of a conversation with its pauses, as a
/// mu-law file. Stateless.
final class Speech {

    private static final int PAUSE = 12_000;

    private static final String[] SENTENCES = {
        "Hello, I ordered a table two weeks ago and it has not arrived yet.",
        "The number is four seven one, two two nine. I can wait while you look for it.",
        "Thank you. Would it be possible to have it delivered on Friday afternoon instead?",
        "That is fine with me. And could you tell me what it costs to send one of the chairs back?",
    };

    private Speech() {}

    /// Writes it once; later calls find it.
    static Path file(Path directory) throws IOException, InterruptedException {
        Path file = directory.resolve("conversation.ul");
        if (Files.isReadable(file)) {
            return file;
        }
        FliteVoice voice = new FliteVoice("slt");
        byte[] law = new byte[0];
        for (String sentence : SENTENCES) {
            short[] samples = voice.render(sentence).samples();
            int start = law.length;
            law = Arrays.copyOf(law, start + samples.length + PAUSE);
            for (int i = 0; i < samples.length; i++) {
                law[start + i] = G711.PCMU.encode(samples[i]);
            }
            Arrays.fill(law, start + samples.length, law.length, G711.PCMU.silence());
        }
        Files.write(file, law);
        return file;
    }
}
