package tandem.app;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tandem.agentloop.ProviderException;
import tandem.agentloop.Tool;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.wire.FlowFile;
import tandem.agentloop.wire.FlowFileException;
import tandem.app.settings.SettingsException;
import tandem.app.settings.SettingsReader;
import tandem.callcontrol.StartException;
import tandem.callmodel.time.Time;
import tandem.crmconnectors.DemoShop;

/// `run`: serves until SIGTERM or Ctrl-C, then lets live calls finish.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = "Answers calls until Ctrl-C; SIGTERM lets live calls finish first.")
final class RunCommand implements Callable<Integer> {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A YAML file of settings over the defaults.")
    private @Nullable Path config;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "One setting, as in sip.port=5070. May be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--check", description = "Check settings and flow, then stop.")
    private boolean checkOnly;

    @Override
    public Integer call() throws InterruptedException {
        try {
            Settings settings =
                    Settings.read(
                            SettingsReader.open(
                                    Optional.ofNullable(config), System.getenv(), overrides));
            if (checkOnly) {
                check(settings);
            } else {
                serve(settings);
            }
            return 0;
        } catch (SettingsException | FlowFileException | StartException | ProviderException wrong) {
            System.err.println("tandem: " + wrong.getMessage());
            return 2;
        }
    }

    private static void check(Settings settings) throws FlowFileException {
        try (DemoShop shop = DemoShop.inMemory("check", Time.system(), ZoneId.systemDefault())) {
            readFlow(settings, shop);
        }
        System.out.println("settings and flow are fine");
    }

    private static Flow readFlow(Settings settings, DemoShop shop) throws FlowFileException {
        FlowFile files = new FlowFile(shop.tools().stream().map(Tool::spec).toList());
        return settings.flowFile().isPresent()
                ? files.read(settings.flowFile().get())
                : files.shipped("support");
    }

    private static void serve(Settings settings)
            throws StartException, ProviderException, FlowFileException, InterruptedException {
        Path data = settings.dataDirectory();
        Logging.start(prepare(data), settings.logLevel());
        DemoShop shop =
                DemoShop.inFile(data.resolve("orders"), Time.system(), ZoneId.systemDefault());
        Flow flow = readFlow(settings, shop);
        shop.start();
        Server server = new Server(settings, flow, shop, Time.system(), System.out);
        server.start();
        CountDownLatch stopped = new CountDownLatch(1);
        Thread drain = Thread.ofPlatform().name("drain").unstarted(() -> drain(server, stopped));
        Runtime.getRuntime().addShutdownHook(drain);
        announce(settings, server);
        stopped.await();
    }

    /// Runs in the shutdown hook: a signal that was obeyed is a success, so the exit status is 0.
    private static void drain(Server server, CountDownLatch stopped) {
        try {
            server.drainAndStop();
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        stopped.countDown();
        System.out.flush();
        Runtime.getRuntime().halt(0);
    }

    private static Path prepare(Path data) throws StartException {
        Path logs = data.resolve("logs");
        try {
            Files.createDirectories(logs);
        } catch (IOException impossible) {
            throw new StartException(
                    "cannot make the folder "
                            + logs
                            + " ("
                            + impossible.getMessage()
                            + "): set data.directory to one that can be written",
                    impossible);
        }
        return logs;
    }

    private static void announce(Settings settings, Server server) {
        InetAddress bound = settings.sip().bindAddress();
        String host =
                settings.sip()
                        .advertisedAddress()
                        .orElse(
                                bound.isAnyLocalAddress()
                                        ? InetAddress.getLoopbackAddress()
                                        : bound)
                        .getHostAddress();
        String http = "http://" + settings.httpAddress().getHostAddress() + ":" + server.httpPort();
        System.out.println("Tandem answers. Dial with any softphone, without registering:");
        System.out.println("  sip:support@" + host + ":" + server.sipPort());
        System.out.println("  health   " + http + "/healthz and " + http + "/readyz");
        System.out.println("  metrics  " + http + "/metrics");
        System.out.println("  data     " + settings.dataDirectory());
        System.out.println("Ctrl-C stops it; live calls may finish.");
    }
}
