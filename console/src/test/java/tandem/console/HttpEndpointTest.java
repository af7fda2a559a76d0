package tandem.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tandem.callcontrol.StartException;

@Timeout(60)
class HttpEndpointTest {

    private final List<String> hindrances = new CopyOnWriteArrayList<>();
    private volatile String metrics = "tandem_calls_active 3.0\n";
    private final HttpEndpoint endpoint =
            new HttpEndpoint(onAnyPort(), () -> hindrances, this::text);
    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void start() throws StartException {
        endpoint.start();
    }

    @AfterEach
    void close() {
        endpoint.close();
        client.close();
    }

    @Test
    void a_living_process_says_so() throws Exception {
        HttpResponse<String> answer = get("/healthz");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"alive\":true}\n");
    }

    @Test
    void it_is_ready_when_nothing_hinders_it_and_alive_all_the_same() throws Exception {
        assertThat(get("/readyz").body()).isEqualTo("{\"ready\":true,\"reasons\":[]}\n");

        hindrances.add("draining");
        hindrances.add("the \"embedded\" recogniser\nstarts");
        HttpResponse<String> answer = get("/readyz");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"ready\":false,\"reasons\":[\"draining\","
                                + "\"the \\\"embedded\\\" recogniser\\u000astarts\"]}\n");
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void metrics_come_as_they_are_supplied() throws Exception {
        HttpResponse<String> answer = get("/metrics");

        assertThat(answer.body()).isEqualTo("tandem_calls_active 3.0\n");
        assertThat(answer.headers().firstValue("content-type"))
                .contains("text/plain; version=0.0.4; charset=utf-8");
    }

    @Test
    void what_cannot_be_made_is_500_and_the_next_request_is_served() throws Exception {
        metrics = "";

        assertThat(get("/metrics").statusCode()).isEqualTo(500);
        assertThat(get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void anything_else_is_404_and_only_reading_is_allowed() throws Exception {
        assertThat(get("/healthz/x").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
        HttpResponse<String> post = send("POST", "/healthz");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).contains("GET, HEAD");
        assertThat(send("HEAD", "/metrics").statusCode()).isEqualTo(200);
    }

    @Test
    void a_taken_port_is_named_with_what_to_do() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            HttpSettings settings = new HttpSettings("127.0.0.1", taken.getLocalPort());
            try (HttpEndpoint second = new HttpEndpoint(settings, List::of, () -> "")) {
                assertThatThrownBy(second::start)
                        .isInstanceOf(StartException.class)
                        .hasMessageContaining("127.0.0.1 port " + taken.getLocalPort())
                        .hasMessageContaining("http.port");
            }
        }
    }

    @Test
    void an_address_of_another_machine_is_refused() {
        HttpSettings settings = new HttpSettings("192.0.2.1", 0);
        try (HttpEndpoint elsewhere = new HttpEndpoint(settings, List::of, () -> "")) {
            assertThatThrownBy(elsewhere::start)
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("192.0.2.1");
        }
    }

    @Test
    void a_client_that_never_finishes_its_request_is_cut_and_keeps_nobody_waiting()
            throws Exception {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.port());
                socket.getOutputStream()
                        .write(
                                "GET /healthz HTTP/1.1\r\nHost:"
                                        .getBytes(StandardCharsets.US_ASCII));
                slow.add(socket);
            }

            assertThat(get("/healthz").statusCode()).isEqualTo(200);
            for (Socket socket : slow) {
                assertThat(isCut(socket)).isTrue();
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void a_client_that_never_reads_its_answer_is_cut() throws Exception {
        metrics = "x".repeat(64 << 20);
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4_096);
            socket.connect(new java.net.InetSocketAddress("127.0.0.1", endpoint.port()));
            socket.getOutputStream()
                    .write(
                            "GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n"
                                    .getBytes(StandardCharsets.US_ASCII));
            // A write that fails shows that the other side has closed.
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    socket.getOutputStream().write('x');
                                    Thread.onSpinWait();
                                }
                            })
                    .isInstanceOf(IOException.class);
        }
    }

    private String text() {
        if (metrics.isEmpty()) {
            throw new IllegalStateException("no metrics, as the test wants");
        }
        return metrics;
    }

    /// Waits for the other side to close, with or without a word.
    private static boolean isCut(Socket socket) throws IOException {
        socket.setSoTimeout(30_000);
        try (InputStream in = socket.getInputStream()) {
            in.readAllBytes();
            return true;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (java.net.SocketException _) {
            return true;
        }
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.port() + path);
        HttpRequest request =
                HttpRequest.newBuilder(uri)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpSettings onAnyPort() {
        return new HttpSettings("127.0.0.1", 0);
    }
}
