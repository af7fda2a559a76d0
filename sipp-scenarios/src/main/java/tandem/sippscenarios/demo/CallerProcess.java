package tandem.sippscenarios.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// The caller as a child process that tells what it does as JSON lines.
///
/// A virtual thread reads its output into a bounded queue (full: the reading waits, and so does the
/// caller's printing); everything else is confined to the main thread.
final class CallerProcess implements AutoCloseable {

    /// The file of what it writes to standard error.
    static final String LOG = "caller.log";

    private static final int QUEUE = 1_024;

    private final Process process;
    private final Path copy;
    private final ObjectMapper json = new ObjectMapper();
    private final BlockingQueue<JsonNode> events = new ArrayBlockingQueue<>(QUEUE);
    private final Thread reader;

    private CallerProcess(Process process, Path copy) {
        this.process = process;
        this.copy = copy;
        this.reader = Thread.ofVirtual().name("caller-output").start(this::read);
    }

    /// @param folder takes what it tells and what it writes to standard error
    static CallerProcess start(JavaProgram program, List<String> arguments, Path folder)
            throws IOException {
        return new CallerProcess(
                new ProcessBuilder(program.callerCommand(arguments))
                        .redirectError(folder.resolve(LOG).toFile())
                        .start(),
                folder.resolve("caller.jsonl"));
    }

    private void read() {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
                Writer written = Files.newBufferedWriter(copy)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                written.append(line).append('\n').flush();
                events.put(parse(line));
            }
        } catch (IOException _) {
            // The process is gone; its exit status tells the rest.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private JsonNode parse(String line) {
        try {
            return json.readTree(line);
        } catch (JsonProcessingException _) {
            return json.createObjectNode().put("event", "note").put("text", line);
        }
    }

    /// The next thing it told, or nothing within `millis`.
    Optional<JsonNode> next(long millis) throws InterruptedException {
        return Optional.ofNullable(events.poll(millis, TimeUnit.MILLISECONDS));
    }

    /// True once it has ended and told everything.
    boolean isOver() {
        return !process.isAlive() && !reader.isAlive() && events.isEmpty();
    }

    int exitStatus() {
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
