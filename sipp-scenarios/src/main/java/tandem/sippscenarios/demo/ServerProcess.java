package tandem.sippscenarios.demo;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tandem.callmodel.time.Time;

/// The server under demonstration, as a child process on loopback with ports of its own. Confined
/// to the main thread.
final class ServerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofSeconds(60);
    private static final Duration STOPPED_WITHIN = Duration.ofSeconds(30);
    private static final int LOG_LINES = 15;

    private final Process process;
    private final Path log;
    private final int sipPort;
    private final int httpPort;
    private final Time time;

    private ServerProcess(Process process, Path log, int sipPort, int httpPort, Time time) {
        this.process = process;
        this.log = log;
        this.sipPort = sipPort;
        this.httpPort = httpPort;
        this.time = time;
    }

    /// @param directory for the server's data and its output
    static ServerProcess start(
            JavaProgram program, Path jar, Path directory, List<String> settings, Time time)
            throws IOException {
        int sipPort = freeSipPort();
        int httpPort = freeTcpPort();
        Path log = directory.resolve("server.log");
        List<String> arguments = new ArrayList<>(List.of("run"));
        set(arguments, "data.directory=" + directory);
        set(arguments, "sip.bind-address=127.0.0.1");
        set(arguments, "sip.port=" + sipPort);
        set(arguments, "http.port=" + httpPort);
        settings.forEach(setting -> set(arguments, setting));
        Process process =
                new ProcessBuilder(program.serverCommand(jar, arguments))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        return new ServerProcess(process, log, sipPort, httpPort, time);
    }

    /// Returns once the server says that it takes calls.
    void awaitReady() throws DemoException, InterruptedException {
        long deadline = time.nanos() + READY_WITHIN.toNanos();
        URI ready = URI.create("http://127.0.0.1:" + httpPort + "/readyz");
        HttpRequest request =
                HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(2)).GET().build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            while (time.nanos() < deadline) {
                // Waits between two questions, and ends at once when the server does.
                if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                    throw new DemoException(
                            "the server ended with status " + process.exitValue() + said());
                }
                if (isReady(http, request)) {
                    return;
                }
            }
        }
        throw new DemoException(
                "the server was not ready within " + READY_WITHIN.toSeconds() + " s" + said());
    }

    private static boolean isReady(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    String sipAddress() {
        return "sip:support@127.0.0.1:" + sipPort;
    }

    /// Stops it with SIGTERM.
    ///
    /// @return its exit status, or -1 when it had to be killed
    int stop() throws InterruptedException {
        process.destroy();
        if (process.waitFor(STOPPED_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            return process.exitValue();
        }
        process.destroyForcibly();
        return -1;
    }

    /// The last lines it wrote.
    String said() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            List<String> last = all.subList(Math.max(0, all.size() - LOG_LINES), all.size());
            return last.isEmpty() ? "" : "; it said:\n  " + String.join("\n  ", last);
        } catch (IOException _) {
            return "";
        }
    }

    /// Ends it at once when it still runs.
    @Override
    public void close() {
        process.destroy();
    }

    private static void set(List<String> arguments, String setting) {
        arguments.add("--set");
        arguments.add(setting);
    }

    /// A port that is free over UDP and TCP.
    private static int freeSipPort() throws IOException {
        InetAddress loopback = InetAddress.getByName("127.0.0.1");
        for (int i = 0; i < 20; i++) {
            try (DatagramSocket udp = new DatagramSocket(0, loopback);
                    ServerSocket tcp = new ServerSocket(udp.getLocalPort(), 1, loopback)) {
                return tcp.getLocalPort();
            } catch (java.net.BindException _) {
                // Taken over TCP: another.
            }
        }
        throw new IOException("no port is free over both UDP and TCP");
    }

    private static int freeTcpPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
