package tandem.recordings;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.callcontrol.CallFact;
import tandem.recordings.wire.FactReader;

/// Reads one call's journal, also while it grows. Confined to its user.
public final class JournalReader {

    private final Path file;
    private long position;
    private int line;
    private final ByteArrayOutputStream unfinished = new ByteArrayOutputStream();

    public JournalReader(Path file) {
        this.file = file;
    }

    /// The facts that came since the last time; a line that is not complete yet waits for the next
    /// time. Empty while there is no file.
    ///
    /// @throws IOException when the file cannot be read, or a line of it is no fact: says which
    public List<CallFact> readNew() throws IOException {
        List<CallFact> facts = new ArrayList<>();
        if (!Files.exists(file)) {
            return facts;
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = ByteBuffer.allocate(65_536);
            int read = channel.read(bytes, position);
            while (read > 0) {
                position += read;
                bytes.flip();
                while (bytes.hasRemaining()) {
                    byte next = bytes.get();
                    if (next == '\n') {
                        facts.add(complete());
                    } else {
                        unfinished.write(next);
                    }
                }
                bytes.clear();
                read = channel.read(bytes, position);
            }
        }
        return facts;
    }

    private CallFact complete() throws IOException {
        line++;
        String text = unfinished.toString(StandardCharsets.UTF_8);
        unfinished.reset();
        try {
            return FactReader.fact(text);
        } catch (IOException | RuntimeException broken) {
            throw new IOException(file + ": line " + line + " is no fact of a call", broken);
        }
    }

    /// All facts of a journal.
    public static List<CallFact> readAll(Path file) throws IOException {
        return new JournalReader(file).readNew();
    }
}
