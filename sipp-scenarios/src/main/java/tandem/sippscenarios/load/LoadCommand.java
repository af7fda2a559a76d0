package tandem.sippscenarios.load;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;
import tandem.sippscenarios.terminal.Table;

/// Puts many light calls on a server. Confined to the main thread.
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = "Places many calls at once: talk, keys, CANCELs, sudden hang-ups; by a seed.",
        footer = {"", "Exit status: 0 every call went as planned, 1 not all, 2 wrong use."})
public final class LoadCommand implements Callable<Integer> {

    @Parameters(paramLabel = "URI", description = "as in sip:support@127.0.0.1:5060")
    private String uri = "";

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "100",
            description = "default: ${DEFAULT-VALUE}")
    private int calls = 100;

    @Option(
            names = "--rate",
            paramLabel = "PER_SECOND",
            defaultValue = "10",
            description = "default: ${DEFAULT-VALUE}")
    private double rate = 10;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "longest talk; default: ${DEFAULT-VALUE}")
    private int longest = 10;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "same seed, same calls; default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp",
            description = "default: as the URI says, else udp")
    private String transport = "";

    @Override
    public Integer call() throws InterruptedException {
        Optional<SipUri> target = SipUri.parse(uri);
        if (target.isEmpty()) {
            return wrong("'" + uri + "' is no SIP address (as in sip:support@127.0.0.1:5060)");
        }
        if (calls < 1 || !(rate > 0) || longest < 1) {
            return wrong("calls, rate and longest must be positive");
        }
        String wire = transport.isEmpty() ? target.get().transport() : transport;
        if (!wire.matches("udp|tcp|")) {
            return wrong("transport must be udp or tcp, not '" + wire + "'");
        }
        try {
            return run(target.get(), wire.equals("tcp"));
        } catch (IOException failed) {
            return wrong(String.valueOf(failed.getMessage()));
        }
    }

    private int run(SipUri target, boolean tcp) throws IOException, InterruptedException {
        InetSocketAddress remote = new InetSocketAddress(target.host(), target.portOrDefault());
        if (remote.isUnresolved()) {
            return wrong("no address is known for " + target.host());
        }
        InetAddress local;
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(remote);
            local = socket.getLocalAddress();
        }
        Time time = Time.system();
        SplittableRandom random = new SplittableRandom(seed);
        LoadPlan plan = LoadPlan.draw(seed, calls, rate, Duration.ofSeconds(longest));
        try (RtpEngine engine = new RtpEngine(time, random.split());
                UserAgent agent =
                        tcp
                                ? UserAgent.overTcp(local, time, random.split())
                                : UserAgent.overUdp(local, time, random.split())) {
            engine.start();
            agent.start();
            LoadResult result =
                    new LoadRun(target, plan, agent, engine, time).run(System.err::println);
            print(result);
            return result.unplanned() == 0 ? 0 : 1;
        }
    }

    private static void print(LoadResult result) {
        Table table = new Table("outcome", "calls");
        new TreeMap<>(result.outcomes())
                .forEach((outcome, count) -> table.row(outcome, count.toString()));
        table.lines(80).forEach(System.out::println);
        LoadResult.Setup setup = result.setupMillis();
        System.out.println();
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "setup: p50 %.1f ms, p99 %.1f ms, longest %.1f ms",
                        setup.median(),
                        setup.p99(),
                        setup.longest()));
        System.out.println(
                String.format(
                        Locale.ROOT,
                        "RTP: %d sent (99 %% less than %.1f ms late), %d received, %d lost, longest gap %.0f ms",
                        result.packetsSent(),
                        result.sendLateMillis(),
                        result.packetsReceived(),
                        result.packetsLost(),
                        result.longestGapMillis()));
    }

    private static int wrong(String message) {
        System.err.println("tandem load: " + message);
        return 2;
    }
}
