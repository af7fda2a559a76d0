package tandem.sippscenarios.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Keeps the callers, which live in this process, on the generator's core and their RTP threads
/// ahead of everything else there, where the system permits it. Stateless.
record OwnThreads(Workshop workshop) {

    void preferAndPin() throws IOException, BenchException, InterruptedException {
        String core = Integer.toString(Workshop.GENERATOR_CORE);
        String process = Long.toString(ProcessHandle.current().pid());
        workshop.run(
                "install the Debian package util-linux",
                List.of("taskset", "-a", "-c", "-p", core, process));
        try (var tasks = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path task : tasks) {
                String name = Files.readString(task.resolve("comm")).strip();
                if (name.equals("rtp-pace") || name.equals("rtp-hear")) {
                    prefer(task.getFileName().toString());
                }
            }
        }
    }

    private void prefer(String thread) throws IOException, InterruptedException {
        try {
            workshop.run(
                    "install the Debian package util-linux",
                    List.of("chrt", "-f", "-p", "10", thread));
        } catch (BenchException _) {
            // Not permitted: their lateness, which is part of the result, tells what it costs.
        }
    }
}
