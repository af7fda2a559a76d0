package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tandem.sippscenarios.terminal.Table;

/// B2: what a leg costs in CPU time, beside a C program that only returns each packet. Confined to
/// the main thread.
final class MediaCost {

    private static final int WARMUP_SECONDS = 3;
    private static final int FIRST_WARMUP_SECONDS = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Workshop workshop;
    private final FreePorts ports;
    private final int legs;
    private final int rounds;
    private final int seconds;
    private final List<Round> done = new ArrayList<>();

    /// @param legs how Tandem's side fared, as [LegsProgram] tells it
    private record Round(RtpRun.Outcome echo, RtpRun.Outcome tandem, JsonNode legs) {

        boolean isVoid() {
            return echo.isVoid() || tandem.isVoid();
        }

        double ratio() {
            return tandem.cpuMicros() / echo.cpuMicros();
        }
    }

    MediaCost(Workshop workshop, FreePorts ports, int legs, int rounds, int seconds) {
        this.workshop = workshop;
        this.ports = ports;
        this.legs = legs;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    void run(Report report) throws IOException, BenchException, InterruptedException {
        report.say("B2: CPU time per G.711 leg-second, " + legs + " legs, each way 50 packets/s");
        Path audio = Speech.file(workshop.directory());
        int generator = ports.run(legs);
        int echoPort = ports.run(2 * legs);
        int ownPort = ports.run(2 * legs);
        RtpRun toEcho = new RtpRun(workshop, audio, legs, generator, echoPort, seconds);
        RtpRun toTandem = new RtpRun(workshop, audio, legs, generator, ownPort, seconds);
        try (Child echo = startEcho(echoPort);
                Child tandem = startLegs(workshop, legs, ownPort, generator, true, audio)) {
            echo.expect("ready");
            measure(tandem, new RtpRun(workshop, audio, legs, generator, ownPort, 1), true);
            for (int n = 1; n <= rounds; n++) {
                RtpRun.Outcome floor = toEcho.against(echo.pid(), WARMUP_SECONDS);
                Round round = measure(tandem, toTandem, false).withFloor(floor);
                done.add(round);
                report.say(
                        "  round %d: echo %s µs, tandem %s µs%s"
                                .formatted(
                                        n,
                                        Report.number(floor.cpuMicros(), 0),
                                        Report.number(round.tandem.cpuMicros(), 0),
                                        round.isVoid() ? " (void: the generator was late)" : ""));
            }
        }
        print(report);
        report.write("b2", json());
    }

    private record Measured(RtpRun.Outcome outcome, JsonNode legs) {

        Round withFloor(RtpRun.Outcome floor) {
            return new Round(floor, outcome, legs);
        }
    }

    private static Measured measure(Child tandem, RtpRun run, boolean first)
            throws IOException, BenchException {
        tandem.tell("open");
        tandem.expect("ready");
        RtpRun.Outcome outcome =
                run.against(tandem.pid(), first ? FIRST_WARMUP_SECONDS : WARMUP_SECONDS);
        tandem.tell("close");
        return new Measured(outcome, JSON.readTree(tandem.line()));
    }

    private Child startEcho(int port) throws IOException {
        List<String> command =
                List.of(
                        workshop.tool("rtp-echo").toString(),
                        "--legs",
                        Integer.toString(legs),
                        "--port",
                        Integer.toString(port),
                        "--core",
                        Integer.toString(Workshop.SUBJECT_CORE));
        return Child.start(workshop.directory(), "rtp-echo", Workshop.SUBJECT_CORE, command);
    }

    /// Starts [LegsProgram] on the core of the system under test.
    static Child startLegs(
            Workshop workshop,
            int legs,
            int ownPort,
            int generatorPort,
            boolean realTime,
            Path audio)
            throws IOException {
        List<String> arguments =
                List.of(
                        Integer.toString(legs),
                        Integer.toString(ownPort),
                        Integer.toString(generatorPort),
                        Boolean.toString(realTime),
                        audio.toString());
        return Child.start(
                workshop.directory(),
                realTime ? "legs-realtime" : "legs-plain",
                Workshop.SUBJECT_CORE,
                workshop.program(LegsProgram.class, arguments));
    }

    private List<Round> valid() {
        return done.stream().filter(round -> !round.isVoid()).toList();
    }

    private void print(Report report) {
        Table table = new Table("", "echo", "tandem", "figure to reach");
        table.row(
                "CPU µs per leg-second (median)", number(echo(), 0), number(tandem(), 0), "≤ 400");
        table.row("ratio to the echo (median)", "1", number(ratio(), 2), "≤ 2.5");
        table.row(
                "legs per core at 70 %",
                number(700_000 / echo(), 0), number(700_000 / tandem(), 0), "≥ 1750");
        table.row("packets sent to it", sum(false, "sent"), sum(true, "sent"), "");
        table.row("packets that never came back", sum(false, "lost"), sum(true, "lost"), "0");
        table.row(
                "legs that never answered", sum(false, "silentLegs"), sum(true, "silentLegs"), "0");
        table.row("packets it never got or got too late", "-", lostInside(), "0");
        table.row("generator lateness p99, worst (µs)", worst(false), worst(true), "≤ 500");
        report.table(table);
        int voids = done.size() - valid().size();
        report.say(voids + " of " + done.size() + " rounds void (generator late)");
    }

    private double echo() {
        return Spread.median(valid().stream().map(round -> round.echo.cpuMicros()).toList());
    }

    private double tandem() {
        return Spread.median(valid().stream().map(round -> round.tandem.cpuMicros()).toList());
    }

    private double ratio() {
        return Spread.median(valid().stream().map(Round::ratio).toList());
    }

    private String sum(boolean ours, String field) {
        double sum = 0;
        for (Round round : valid()) {
            sum += (ours ? round.tandem : round.echo).of(field);
        }
        return number(sum, 0);
    }

    private String worst(boolean ours) {
        return number(
                Spread.of(
                                done.stream()
                                        .map(r -> (ours ? r.tandem : r.echo).of("latenessP99"))
                                        .toList())
                        .most(),
                0);
    }

    private String lostInside() {
        long lost = 0;
        for (Round round : valid()) {
            lost += round.legs.path("lost").asLong() + round.legs.path("late").asLong();
        }
        return Long.toString(lost);
    }

    private ObjectNode json() {
        ObjectNode all =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("legs", legs)
                        .put("seconds", seconds)
                        .put("voidRounds", done.size() - valid().size())
                        .put("echoCpuMicrosPerLegSecond", echo())
                        .put("tandemCpuMicrosPerLegSecond", tandem())
                        .put("ratio", ratio());
        ArrayNode each = all.putArray("rounds");
        for (Round round : done) {
            ObjectNode one = each.addObject().put("void", round.isVoid());
            one.set("echo", round.echo.json());
            one.set("tandem", round.tandem.json());
            one.set("legs", round.legs);
        }
        return all;
    }

    private static String number(double value, int digits) {
        return Report.number(value, digits);
    }
}
