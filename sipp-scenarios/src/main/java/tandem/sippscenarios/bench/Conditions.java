package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import tandem.callmodel.time.Time;

/// The circumstances of a measurement, without which no figure means anything. Immutable.
///
/// @param load runnable tasks of the machine over the last minute, when the benchmark began
record Conditions(
        String when,
        String machine,
        int cores,
        String kernel,
        String jvm,
        String commit,
        String load) {

    static Conditions here(Path home, Time time) {
        return new Conditions(
                time.now().toString(),
                processor(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
                commit(home),
                currentLoad());
    }

    /// The machine's load over the last minute, as the kernel tells it.
    static String currentLoad() {
        try {
            return Files.readString(Path.of("/proc/loadavg")).split(" ", 2)[0];
        } catch (IOException _) {
            return "unknown";
        }
    }

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("when", when)
                .put("machine", machine)
                .put("cores", cores)
                .put("kernel", kernel)
                .put("jvm", jvm)
                .put("commit", commit)
                .put("loadAtStart", load)
                .put("network", "loopback: no network card takes part");
    }

    String sentence() {
        return "%s, %d cores, %s, %s, commit %s, load %s; loopback"
                .formatted(machine, cores, kernel, jvm, commit, load);
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException _) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit(Path home) {
        try {
            Process git =
                    new ProcessBuilder("git", "describe", "--always", "--dirty")
                            .directory(home.toFile())
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String text = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean ended = git.waitFor(10, TimeUnit.SECONDS);
            return ended && git.exitValue() == 0 ? text.strip() : "unknown";
        } catch (IOException _) {
            return "unknown";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
