package tandem.sippscenarios.bench;

import java.io.IOException;
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
import tandem.sippscenarios.sip.SipUri;

/// The server under measurement, with its settings, pinned with all its children to one core.
/// Confined to the main thread.
final class AgentServer implements AutoCloseable {

    private static final int LOOKS = 600;

    private final Child child;
    private final int sipPort;

    private AgentServer(Child child, int sipPort) {
        this.child = child;
        this.sipPort = sipPort;
    }

    /// Returns once it takes calls.
    ///
    /// @param welcome what it says that callers may interrupt
    static AgentServer start(Workshop workshop, String name, String welcome, List<String> settings)
            throws IOException, BenchException, InterruptedException {
        Path directory = workshop.directory().resolve(name);
        Files.createDirectories(directory);
        int sipPort = freePort();
        int httpPort = freePort();
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "data.directory=" + directory,
                                "sip.bind-address=127.0.0.1",
                                "sip.port=" + sipPort,
                                "http.port=" + httpPort,
                                "calls.record=false",
                                "flow.file=" + flow(workshop, directory, welcome)));
        all.addAll(settings);
        List<String> arguments = new ArrayList<>(List.of("run"));
        all.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        Child child =
                Child.start(
                        workshop.directory(),
                        name,
                        Workshop.SUBJECT_CORE,
                        workshop.server(arguments));
        awaitReady(child, httpPort);
        return new AgentServer(child, sipPort);
    }

    SipUri address() throws BenchException {
        return SipUri.parse("sip:support@127.0.0.1:" + sipPort)
                .orElseThrow(() -> new BenchException("no address of the server"));
    }

    @Override
    public void close() {
        child.close();
    }

    /// The support line with a greeting that is fit to be interrupted.
    private static Path flow(Workshop workshop, Path directory, String welcome) throws IOException {
        Path source =
                workshop.home().resolve("agent-loop/src/main/resources/tandem/flows/support.yaml");
        String text =
                Files.readString(source)
                        .replaceFirst("(?m)^  disclosure: .*$", "  disclosure: Hello.")
                        .replaceFirst("(?m)^  welcome: .*$", "  welcome: " + welcome);
        return Files.writeString(directory.resolve("flow.yaml"), text);
    }

    private static void awaitReady(Child child, int httpPort)
            throws BenchException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/readyz"))
                        .timeout(Duration.ofSeconds(2))
                        .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int look = 0; look < LOOKS; look++) {
                if (child.endsWithin(100)) {
                    child.close();
                    throw new BenchException("the server ended before it took calls");
                }
                if (isReady(http, request)) {
                    return;
                }
            }
        }
        child.close();
        throw new BenchException("the server was not ready within a minute");
    }

    private static boolean isReady(HttpClient http, HttpRequest request)
            throws InterruptedException {
        try {
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException _) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }
}
