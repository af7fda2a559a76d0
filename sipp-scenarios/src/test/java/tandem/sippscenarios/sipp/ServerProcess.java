package tandem.sippscenarios.sipp;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The packaged server as its own process, on free loopback ports. Confined to the test's thread.
final class ServerProcess implements AutoCloseable {

    private static final Pattern SIP = Pattern.compile("sip:[^@\\s]+@([0-9.]+):(\\d+)");
    private static final Pattern HTTP = Pattern.compile("http://([0-9.]+:\\d+)/");

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");
    private static final List<String> IDLE =
            List.of(
                    "tandem_calls_active",
                    "tandem_media_legs",
                    "tandem_recording_active",
                    "tandem_asr_streams",
                    "tandem_asr_workers_busy",
                    "tandem_turn_live",
                    "tandem_sip_calls",
                    "tandem_sip_dialogs",
                    "tandem_sip_transactions_client",
                    "tandem_sip_transactions_server",
                    "tandem_sip_invites_remembered");

    private final Process process;
    private final Path directory;
    private final String sipAddress;
    private final String httpAddress;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, Path directory, String sipAddress, String httpAddress) {
        this.process = process;
        this.directory = directory;
        this.sipAddress = sipAddress;
        this.httpAddress = httpAddress;
    }

    /// Returns once the server serves.
    ///
    /// @param settings as in `calls.max-concurrent=1`
    static ServerProcess start(Path directory, String... settings) throws Exception {
        List<String> command =
                command(
                        "sip.bind-address=127.0.0.1",
                        "sip.port=0",
                        "http.port=0",
                        "data.directory=" + directory.resolve("data"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectError(directory.resolve("server.err").toFile())
                        .start();
        StringBuilder banner = new StringBuilder();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            banner.append(line).append('\n');
            Matcher sip = SIP.matcher(banner);
            Matcher httpMatch = HTTP.matcher(banner);
            if (sip.find() && httpMatch.find()) {
                keepReading(out, directory.resolve("server.out"));
                return new ServerProcess(
                        process, directory, sip.group(1) + ":" + sip.group(2), httpMatch.group(1));
            }
        }
        process.destroyForcibly();
        throw new AssertionError(
                "the server did not start: "
                        + banner
                        + Files.readString(directory.resolve("server.err")));
    }

    /// Starts a server that ought to refuse, and returns how it ended.
    ///
    /// @param settings all there are: nothing is set beside them but the data directory
    static Ended refused(Path directory, String... settings) throws Exception {
        Path err = directory.resolve("refused.err");
        List<String> command = command("data.directory=" + directory.resolve("data"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        Process process =
                new ProcessBuilder(command)
                        .redirectError(err.toFile())
                        .redirectOutput(directory.resolve("refused.out").toFile())
                        .start();
        try {
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new AssertionError("it serves, or hangs: " + Files.readString(err));
            }
            long children = process.descendants().count();
            return new Ended(process.exitValue(), Files.readString(err), children);
        } finally {
            process.destroyForcibly();
        }
    }

    /// @param leftRunning processes that it started and that outlived it
    record Ended(int status, String message, long leftRunning) {}

    private static List<String> command(String... settings) {
        Path home = Path.of("..").toAbsolutePath().normalize();
        List<String> command =
                new ArrayList<>(
                        List.of(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "@" + home.resolve("app/jvm.options"),
                                "-jar",
                                home.resolve("app/target/tandem.jar").toString(),
                                "run"));
        for (String setting : settings) {
            command.addAll(List.of("--set", setting));
        }
        return command;
    }

    private static void keepReading(BufferedReader out, Path into) {
        Thread.ofVirtual()
                .start(() -> {
                    try (var writer = Files.newBufferedWriter(into)) {
                        for (String line = out.readLine(); line != null; line = out.readLine()) {
                            writer.write(line);
                            writer.newLine();
                            writer.flush();
                        }
                    } catch (IOException ended) {
                        // The process is gone.
                    }
                });
    }

    String sipAddress() {
        return sipAddress;
    }

    int sipPort() {
        return Integer.parseInt(sipAddress.substring(sipAddress.lastIndexOf(':') + 1));
    }

    int httpPort() {
        return Integer.parseInt(httpAddress.substring(httpAddress.lastIndexOf(':') + 1));
    }

    long pid() {
        return process.pid();
    }

    /// The sum of a metric's samples, over all its tags; 0 when there is none.
    double metric(String name) throws Exception {
        return metric(name, "");
    }

    /// @param tag as in `rule="calls.max-concurrent"`
    double metric(String name, String tag) throws Exception {
        HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(URI.create("http://" + httpAddress + "/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.body()
                .lines()
                .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .filter(line -> line.contains(tag))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /// Waits until the metric has the value; the longest timer of SIP is 32 s.
    void await(String name, double value) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        double seen = metric(name);
        while (seen != value) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(name + " is " + seen + " after a minute, not " + value);
            }
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the server ended with " + process.exitValue());
            }
            seen = metric(name);
        }
    }

    /// Everything in the journal, one fact a line.
    String journal() throws IOException {
        Path calls = directory.resolve("data/calls");
        if (!Files.exists(calls)) {
            return "";
        }
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(calls)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /// Waits until a fact of that kind is in the journal.
    void awaitJournal(String type) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
        while (!journal().contains("\"" + type + "\"")) {
            if (System.nanoTime() > deadline || process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new AssertionError("no " + type + " in the journal: " + journal());
            }
        }
    }

    /// Descriptors open in the server.
    long descriptors() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return open.count();
        }
    }

    /// Sockets open in the server.
    long sockets() throws IOException {
        try (Stream<Path> open = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return open.filter(ServerProcess::isSocket).count();
        }
    }

    long threads() throws IOException {
        try (Stream<Path> tasks = Files.list(Path.of("/proc/" + pid() + "/task"))) {
            return tasks.count();
        }
    }

    /// SIGTERM, then the exit status.
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the server did not stop within a minute of SIGTERM");
        }
        return process.exitValue();
    }

    /// SIGTERM without waiting.
    void terminate() {
        process.destroy();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(90, TimeUnit.SECONDS)) {
            throw new AssertionError("the server is still there");
        }
        return process.exitValue();
    }

    /// Waits until nothing of any call is left, as far as the server itself can tell.
    void awaitIdle() throws Exception {
        for (String gauge : IDLE) {
            await(gauge, 0);
        }
    }

    /// Bytes of live objects after a full collection.
    long liveHeap() throws Exception {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram =
                new ProcessBuilder(jcmd.toString(), "" + pid(), "GC.class_histogram")
                        .redirectErrorStream(true)
                        .start();
        String said = new String(histogram.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = TOTAL.matcher(said);
        if (!total.find()) {
            throw new AssertionError("jcmd said: " + said);
        }
        return Long.parseLong(total.group(1));
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }

    private static boolean isSocket(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
