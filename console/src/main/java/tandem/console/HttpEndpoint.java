package tandem.console;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tandem.callcontrol.StartException;

/// Serves `/healthz` (the process lives), `/readyz` (it takes calls; 503 and the reasons when not)
/// and `/metrics`.
///
/// Thread-safe: the server is set once by [#start]. Every request runs on a virtual thread of its
/// own, `http-<n>`; at most 64 connections are open, one more is closed at once. A request that is
/// not read, or an answer that is not taken, within 5 s is cut.
public final class HttpEndpoint implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(HttpEndpoint.class);
    private static final int BACKLOG = 64;

    private final HttpSettings settings;
    private final Supplier<List<String>> hindrances;
    private final Supplier<String> metrics;
    private final ExecutorService requests =
            Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("http-", 0).factory());

    private volatile @Nullable HttpServer server;

    /// @param hindrances why no call should be sent here; empty: ready
    /// @param metrics in Prometheus' text format
    public HttpEndpoint(
            HttpSettings settings, Supplier<List<String>> hindrances, Supplier<String> metrics) {
        this.settings = settings;
        this.hindrances = hindrances;
        this.metrics = metrics;
    }

    /// @throws StartException when the address cannot be had
    public void start() throws StartException {
        boundSlowClients();
        InetSocketAddress address = new InetSocketAddress(settings.address(), settings.port());
        if (address.isUnresolved()) {
            throw new StartException(
                    "http.address " + settings.address() + " is not an address of this machine.");
        }
        try {
            HttpServer starting = HttpServer.create(address, BACKLOG);
            starting.setExecutor(requests);
            starting.createContext("/", this::handle);
            starting.start();
            server = starting;
        } catch (BindException taken) {
            throw new StartException(
                    "Health and metrics cannot be served on "
                            + settings.address()
                            + " port "
                            + settings.port()
                            + " ("
                            + taken.getMessage()
                            + "): stop what uses it, or set http.port (0: any free one).",
                    taken);
        } catch (IOException failure) {
            throw new StartException(
                    "Health and metrics cannot be served: " + failure.getMessage(), failure);
        }
        log.info("health and metrics on http://{}:{}", settings.address(), port());
    }

    /// The port that is served; differs from the settings' when that is 0.
    public int port() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("not started");
        }
        return running.getAddress().getPort();
    }

    /// Idempotent; requests under way are cut.
    @Override
    public void close() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
        }
        requests.shutdownNow();
    }

    /// The JDK's server takes its limits from system properties alone, read once when it is first
    /// used; what the operator has set stays. Times are in seconds.
    private static void boundSlowClients() {
        setUnlessGiven("sun.net.httpserver.maxReqTime", "5");
        setUnlessGiven("sun.net.httpserver.maxRspTime", "5");
        setUnlessGiven("sun.net.httpserver.idleInterval", "30");
        setUnlessGiven("jdk.httpserver.maxConnections", "64");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Page page = pageFor(exchange.getRequestMethod(), exchange.getRequestURI().getPath());
            byte[] body = page.bytes();
            exchange.getResponseHeaders().set("Content-Type", page.contentType());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            if (page.status() == 405) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
            }
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.sendResponseHeaders(page.status(), -1);
                return;
            }
            exchange.sendResponseHeaders(page.status(), body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private Page pageFor(String method, String path) {
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return Page.plain(405, "Only GET and HEAD are served here.");
        }
        try {
            return switch (path) {
                case "/healthz" -> Page.alive();
                case "/readyz" -> Page.readiness(hindrances.get());
                case "/metrics" -> Page.metrics(metrics.get());
                default -> Page.plain(404, "Served here: /healthz /readyz /metrics");
            };
        } catch (RuntimeException defect) {
            log.error("{} failed", path, defect);
            return Page.plain(500, "This page could not be made; see the log.");
        }
    }
}
