package tandem.sippscenarios.sipp;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Runs SIPp with one of this module's scenarios. Confined to the test's thread.
final class Sipp {

    private final Path directory;
    private final String target;

    /// @param directory for scenario copies, audio and SIPp's logs
    /// @param target host:port of the server
    Sipp(Path directory, String target) {
        this.directory = directory;
        this.target = target;
    }

    /// One call; returns SIPp's exit status and what it logged.
    Outcome call(String scenario, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-m", "1", "-r", "1"));
        all.addAll(List.of(options));
        return run(scenario, all);
    }

    /// `calls` calls at `perSecond`.
    Outcome load(String scenario, int calls, int perSecond) throws Exception {
        return run(scenario, List.of("-m", "" + calls, "-r", "" + perSecond, "-l", "" + calls));
    }

    /// Starts one call and does not wait for it.
    Process background(String scenario) throws Exception {
        return start(scenario, List.of("-m", "1"), Files.createTempDirectory(directory, "sipp"));
    }

    private Outcome run(String scenario, List<String> options) throws Exception {
        Path logs = Files.createTempDirectory(directory, "sipp");
        Process process = start(scenario, options, logs);
        if (!process.waitFor(150, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
            return new Outcome(-1, "SIPp did not end\n" + logged(logs));
        }
        return new Outcome(process.exitValue(), logged(logs));
    }

    private Process start(String scenario, List<String> options, Path logs) throws IOException {
        Path prepared = logs.resolve("scenario.xml");
        String text =
                Files.readString(Path.of(scenario))
                        .replace("KEYS.pcap", directory.resolve("keys.pcap").toString())
                        .replace("AUDIO.ul", directory.resolve("audio.ul").toString())
                        .replace("GOODBYE.ul", directory.resolve("goodbye.ul").toString());
        Files.writeString(prepared, text);
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "sipp",
                                target,
                                "-sf",
                                prepared.toString(),
                                "-i",
                                "127.0.0.1",
                                "-p",
                                "" + freePort(),
                                "-mp",
                                "" + freePort() / 2 * 2,
                                "-nostdin",
                                "-timeout",
                                "120s",
                                "-timeout_error",
                                "-trace_err",
                                "-trace_msg"));
        command.addAll(options);
        return new ProcessBuilder(command)
                .directory(logs.toFile())
                .redirectErrorStream(true)
                .redirectOutput(logs.resolve("screen.txt").toFile())
                .start();
    }

    private static String logged(Path logs) throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(logs)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".log")).toList()) {
                String text = Files.readString(file, StandardCharsets.ISO_8859_1);
                all.append(text, 0, Math.min(text.length(), 20_000));
            }
        }
        return all.toString();
    }

    private static int freePort() throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
            return socket.getLocalPort();
        }
    }

    record Outcome(int status, String log) {}
}
