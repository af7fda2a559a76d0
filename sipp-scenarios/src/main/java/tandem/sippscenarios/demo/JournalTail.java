package tandem.sippscenarios.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Follows the call journals in a folder: `DATE/CALL.jsonl`, one fact per line, growing. A line
/// that is not complete yet waits for its end. Confined to the main thread.
final class JournalTail {

    private static final int LARGEST_READ = 1 << 20;

    private final ObjectMapper json = new ObjectMapper();
    private final Path folder;
    private final Map<Path, Long> positions = new HashMap<>();

    JournalTail(Path folder) {
        this.folder = folder;
    }

    /// The facts that were written since the last look.
    List<JsonNode> look() throws IOException {
        List<JsonNode> facts = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.walk(folder, 3)) {
                for (Path file : files.filter(JournalTail::isJournal).sorted().toList()) {
                    read(file, facts);
                }
            }
        }
        return facts;
    }

    private static boolean isJournal(Path file) {
        return file.getFileName().toString().endsWith(".jsonl");
    }

    private void read(Path file, List<JsonNode> into) throws IOException {
        long position = positions.getOrDefault(file, 0L);
        try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
            int length = (int) Math.min(LARGEST_READ, reader.length() - position);
            if (length <= 0) {
                return;
            }
            byte[] bytes = new byte[length];
            reader.seek(position);
            reader.readFully(bytes);
            int start = 0;
            for (int i = 0; i < length; i++) {
                if (bytes[i] == '\n') {
                    parse(new String(bytes, start, i - start, StandardCharsets.UTF_8), into);
                    start = i + 1;
                }
            }
            positions.put(file, position + start);
        }
    }

    private void parse(String line, List<JsonNode> into) {
        try {
            into.add(json.readTree(line));
        } catch (JsonProcessingException _) {
            // Not a fact: of no use here.
        }
    }
}
