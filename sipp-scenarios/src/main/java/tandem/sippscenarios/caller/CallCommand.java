package tandem.sippscenarios.caller;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.agentloop.Recognizer;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.rtp.RtpEngine;
import tandem.sippscenarios.rtp.Utterance;
import tandem.sippscenarios.sip.SipUri;
import tandem.sippscenarios.sip.UserAgent;
import tandem.sippscenarios.terminal.Style;

/// Phones an address with the synthetic caller. Confined to the main thread.
@Command(
        name = "call",
        mixinStandardHelpOptions = true,
        description = "Phones a SIP address, follows a script and judges what it hears.",
        footer = {
            "",
            "Exit status: 0 all goals reached, 1 not all, 2 no conversation (nobody answers,",
            "busy, wrong use …).",
        })
public final class CallCommand implements Callable<Integer> {

    private static final long HANG_UP_SECONDS = 3;

    @Parameters(paramLabel = "URI", description = "as in sip:support@192.0.2.7:5060")
    private String uri = "";

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "what to do (YAML); default: the support line's conversation")
    private @Nullable Path scriptFile;

    @Option(
            names = "--transport",
            paramLabel = "udp|tcp",
            description = "default: as the URI says, else udp")
    private String transport = "";

    @Option(names = "--codec", paramLabel = "pcmu|pcma", description = "offer only this one")
    private String codec = "";

    @Option(
            names = "--voice",
            paramLabel = "NAME",
            description = "rms, slt, awb, kal or kal16; default: the script's")
    private String voice = "";

    @Option(
            names = "--from",
            paramLabel = "NAME",
            defaultValue = "caller",
            description = "user part of the caller's address")
    private String from = "caller";

    @Option(
            names = "--record",
            paramLabel = "FILE",
            description = "two-channel WAV: left what it said, right what it heard")
    private @Nullable Path recording;

    @Option(
            names = "--answer-within",
            paramLabel = "SECONDS",
            defaultValue = "60",
            description = "default: ${DEFAULT-VALUE}")
    private int answerWithin = 60;

    @Option(
            names = "--longest",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "ends the call after this; default: ${DEFAULT-VALUE}")
    private int longest = 600;

    @Option(names = "--deaf", description = "judge no words, only turns and times")
    private boolean deaf;

    @Option(names = "--json", description = "one JSON object per line instead of text")
    private boolean jsonLines;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = new PrintWriter(System.out, false, System.out.charset());
        CallShow show =
                jsonLines ? new JsonShow(out) : new PlainShow(out, Style.ofStandardOutput());
        try {
            return place(show);
        } catch (UsageException | ScriptException wrong) {
            System.err.println("tandem call: " + wrong.getMessage());
        } catch (IOException failed) {
            System.err.println("tandem call: " + failed.getMessage());
        }
        return 2;
    }

    private int place(CallShow show)
            throws UsageException, ScriptException, IOException, InterruptedException {
        SipUri target = target();
        InetAddress local = localAddress(target);
        Script script = script();
        Map<String, Utterance> lines = render(script);
        CallerSession.Plan plan =
                new CallerSession.Plan(
                        target,
                        "sip:" + from + "@" + hostOf(local),
                        payloads(),
                        Duration.ofSeconds(answerWithin),
                        Duration.ofSeconds(longest),
                        Optional.ofNullable(recording));
        Time time = Time.system();
        SplittableRandom random = new SplittableRandom();
        boolean tcp = transportOf(target).equals("tcp");
        Optional<Recognizer> ears =
                script.needsEars()
                        ? Optional.of(Hearing.of(script.hears(), time))
                        : Optional.empty();
        try (RtpEngine engine = new RtpEngine(time, random.split());
                UserAgent agent =
                        tcp
                                ? UserAgent.overTcp(local, time, random.split())
                                : UserAgent.overUdp(local, time, random.split())) {
            engine.start();
            agent.start();
            CallerSession session =
                    new CallerSession(plan, script, lines, ears, agent, engine, show, time);
            CallReport report = guarded(session);
            if (!report.problem().isEmpty()) {
                System.err.println("tandem call: " + target + ": " + report.problem());
            }
            return report.exitStatus();
        } finally {
            ears.ifPresent(Recognizer::close);
        }
    }

    /// Runs the call so that Ctrl-C ends it in an orderly way.
    private static CallReport guarded(CallerSession session)
            throws IOException, InterruptedException {
        CountDownLatch over = new CountDownLatch(1);
        Thread hook =
                new Thread(
                        () -> {
                            session.stop();
                            try {
                                over.await(HANG_UP_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException _) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "hang-up");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return session.run();
        } finally {
            over.countDown();
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                // It is running: Ctrl-C was pressed.
            }
        }
    }

    private SipUri target() throws UsageException {
        return SipUri.parse(uri)
                .orElseThrow(() ->
                        new UsageException(
                                "'"
                                        + uri
                                        + "' is no SIP address (as in sip:support@192.0.2.7:5060)"));
    }

    private String transportOf(SipUri target) throws UsageException {
        String wanted = transport.isEmpty() ? target.transport() : transport;
        if (!List.of("", "udp", "tcp").contains(wanted)) {
            throw new UsageException("transport must be udp or tcp, not '" + wanted + "'");
        }
        return wanted;
    }

    private List<Integer> payloads() throws UsageException {
        return switch (codec) {
            case "" -> List.of(0, 8);
            case "pcmu" -> List.of(0);
            case "pcma" -> List.of(8);
            default -> throw new UsageException("codec must be pcmu or pcma, not '" + codec + "'");
        };
    }

    private Script script() throws ScriptException {
        ScriptLoader loader = new ScriptLoader();
        Script script = scriptFile == null ? loader.bundled("support") : loader.load(scriptFile);
        return deaf ? script.deaf() : script;
    }

    private Map<String, Utterance> render(Script script)
            throws UsageException, IOException, InterruptedException {
        Voice speaker;
        try {
            speaker = new FliteVoice(voice.isEmpty() ? script.voice() : voice);
        } catch (IllegalArgumentException unknown) {
            throw new UsageException(String.valueOf(unknown.getMessage()));
        }
        Map<String, Utterance> lines = new HashMap<>();
        for (String line : script.lines()) {
            lines.put(line, speaker.render(line));
        }
        return lines;
    }

    /// The address of ours from which the target is reached.
    private static InetAddress localAddress(SipUri target) throws UsageException, IOException {
        InetSocketAddress remote = new InetSocketAddress(target.host(), target.portOrDefault());
        if (remote.isUnresolved()) {
            throw new UsageException("no address is known for " + target.host());
        }
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(remote);
            return socket.getLocalAddress();
        }
    }

    private static String hostOf(InetAddress address) {
        String host = address.getHostAddress();
        return host.contains(":") ? "[" + host + "]" : host;
    }
}
