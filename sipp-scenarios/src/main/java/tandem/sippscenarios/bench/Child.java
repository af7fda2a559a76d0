package tandem.sippscenarios.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A process of the benchmark's own, pinned to a core and spoken to by lines. Confined to the main
/// thread. Standard error goes to a file.
final class Child implements AutoCloseable {

    private static final int END_SECONDS = 10;
    private static final int POLICY_FIELD = 40;

    private final String name;
    private final Process process;
    private final BufferedReader output;
    private final Path errors;

    private Child(String name, Process process, Path errors) {
        this.name = name;
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
        this.errors = errors;
    }

    /// @param core that it and its children may run on
    static Child start(Path directory, String name, int core, List<String> command)
            throws IOException {
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        pinned.addAll(command);
        Path errors = directory.resolve(name + ".log");
        Process process = new ProcessBuilder(pinned).redirectError(errors.toFile()).start();
        // Ctrl-C ends the benchmark without its finally blocks: nothing of ours may stay behind.
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
        return new Child(name, process, errors);
    }

    long pid() {
        return process.pid();
    }

    void tell(String line) throws IOException {
        Writer input = process.outputWriter(StandardCharsets.UTF_8);
        input.write(line + "\n");
        input.flush();
    }

    /// The next line it writes.
    String line() throws IOException, BenchException {
        String line = output.readLine();
        if (line == null) {
            throw new BenchException(name + " ended early" + said());
        }
        return line;
    }

    void expect(String wanted) throws IOException, BenchException {
        String line = line();
        if (!line.equals(wanted)) {
            throw new BenchException(name + " said '" + line + "', not '" + wanted + "'" + said());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Waits so long at most; true when it is over.
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /// The scheduling policy of its thread of that name, as the kernel tells it.
    String scheduling(String thread) throws IOException {
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
            for (Path task : tasks) {
                if (Files.readString(task.resolve("comm")).strip().equals(thread)) {
                    return policy(Files.readString(task.resolve("stat")));
                }
            }
        }
        return "unknown";
    }

    /// Field 41 of proc(5) `stat`, counted behind the name, which may hold anything but `)`.
    private static String policy(String stat) {
        List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
        return switch (fields.get(POLICY_FIELD - 2)) {
            case "0" -> "SCHED_OTHER";
            case "1" -> "SCHED_FIFO";
            case "2" -> "SCHED_RR";
            default -> "policy " + fields.get(POLICY_FIELD - 2);
        };
    }

    /// Ends it by SIGTERM, and by force when it does not obey.
    @Override
    public void close() {
        process.destroy();
        boolean ended = false;
        try {
            ended = process.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        if (!ended) {
            process.destroyForcibly();
        }
    }

    private String said() {
        @Nullable String text = null;
        try {
            text = Files.readString(errors).strip();
        } catch (IOException _) {
            // Then there is nothing to tell.
        }
        return text == null || text.isEmpty() ? "" : ": " + text;
    }
}
