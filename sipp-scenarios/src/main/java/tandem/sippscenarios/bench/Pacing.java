package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tandem.sippscenarios.terminal.Table;

/// B3: how evenly packets leave, alone and beside a process that wants each core for itself.
/// Confined to the main thread.
final class Pacing {

    private static final int WARMUP_SECONDS = 3;

    private final Workshop workshop;
    private final FreePorts ports;
    private final int legs;
    private final int rounds;
    private final int seconds;
    private final Map<Setting, List<RtpRun.Outcome>> done = new EnumMap<>(Setting.class);
    private final Map<Setting, String> scheduling = new EnumMap<>(Setting.class);

    /// What is varied, with the goals for gap p99 and p99.9 in µs (0: none set).
    private enum Setting {
        IDLE_REAL_TIME("idle, real-time", true, false, 500, 2_000),
        IDLE_PLAIN("idle, refused", false, false, 500, 2_000),
        HOGS_REAL_TIME("hogs, real-time", true, true, 1_000, 0),
        HOGS_PLAIN("hogs, refused", false, true, 15_000, 0);

        private final String label;
        private final boolean realTime;
        private final boolean hogs;
        private final int p99;
        private final int p999;

        Setting(String label, boolean realTime, boolean hogs, int p99, int p999) {
            this.label = label;
            this.realTime = realTime;
            this.hogs = hogs;
            this.p99 = p99;
            this.p999 = p999;
        }
    }

    Pacing(Workshop workshop, FreePorts ports, int legs, int rounds, int seconds) {
        this.workshop = workshop;
        this.ports = ports;
        this.legs = legs;
        this.rounds = rounds;
        this.seconds = seconds;
    }

    void run(Report report) throws IOException, BenchException, InterruptedException {
        report.say("B3: abs(gap - 20 ms) of " + legs + " playing legs, by kernel timestamps");
        Path audio = Speech.file(workshop.directory());
        int generator = ports.run(legs);
        int realTimePort = ports.run(2 * legs);
        int plainPort = ports.run(2 * legs);
        RtpRun toRealTime = new RtpRun(workshop, audio, legs, generator, realTimePort, seconds);
        RtpRun toPlain = new RtpRun(workshop, audio, legs, generator, plainPort, seconds);
        try (Child realTime = startLegs(realTimePort, generator, true, audio);
                Child plain = startLegs(plainPort, generator, false, audio)) {
            for (int n = 1; n <= rounds; n++) {
                for (Setting setting : Setting.values()) {
                    Child subject = setting.realTime ? realTime : plain;
                    RtpRun run = setting.realTime ? toRealTime : toPlain;
                    RtpRun.Outcome outcome = measure(setting, subject, run);
                    done.computeIfAbsent(setting, s -> new ArrayList<>()).add(outcome);
                    report.say(
                            "  round %d, %s: p99 %s µs%s"
                                    .formatted(
                                            n,
                                            setting.label,
                                            Report.number(outcome.of("gapP99"), 0),
                                            outcome.isVoid() ? " (void: generator late)" : ""));
                }
            }
        }
        print(report);
        report.write("b3", json());
    }

    private Child startLegs(int port, int generator, boolean realTime, Path audio)
            throws IOException {
        return MediaCost.startLegs(workshop, legs, port, generator, realTime, audio);
    }

    private RtpRun.Outcome measure(Setting setting, Child subject, RtpRun run)
            throws IOException, BenchException {
        subject.tell("open");
        subject.expect("ready");
        scheduling.put(setting, subject.scheduling("rtp-loop-0"));
        RtpRun.Outcome outcome =
                setting.hogs
                        ? besideHogs(subject, run)
                        : run.against(subject.pid(), WARMUP_SECONDS);
        subject.tell("close");
        subject.line();
        return outcome;
    }

    private RtpRun.Outcome besideHogs(Child subject, RtpRun run)
            throws IOException, BenchException {
        try (Child one = hog(Workshop.SUBJECT_CORE);
                Child other = hog(Workshop.GENERATOR_CORE)) {
            RtpRun.Outcome outcome = run.against(subject.pid(), WARMUP_SECONDS);
            if (!one.isAlive() || !other.isAlive()) {
                throw new BenchException("a hog ended early");
            }
            return outcome;
        }
    }

    private Child hog(int core) throws IOException {
        return Child.start(
                workshop.directory(),
                "hog-" + core,
                core,
                List.of("sh", "-c", "while :; do :; done"));
    }

    private List<RtpRun.Outcome> valid(Setting setting) {
        return done.getOrDefault(setting, List.of()).stream()
                .filter(outcome -> !outcome.isVoid())
                .toList();
    }

    private double median(Setting setting, String field) {
        // A leg that sent nothing has no gaps, which must not look like perfect ones.
        return Spread.median(
                valid(setting).stream()
                        .filter(outcome -> outcome.of("silentLegs") == 0)
                        .map(outcome -> outcome.of(field))
                        .toList());
    }

    private double worst(Setting setting, String field) {
        return Spread.of(valid(setting).stream().map(outcome -> outcome.of(field)).toList()).most();
    }

    private void print(Report report) {
        Table table =
                new Table(
                        "medians of rounds",
                        "loop",
                        "p50 µs",
                        "p99 µs",
                        "to reach",
                        "p99.9 µs",
                        "to reach",
                        "bursts",
                        "drift ppm",
                        "lost",
                        "silent",
                        "void");
        for (Setting setting : Setting.values()) {
            table.row(
                    setting.label,
                    scheduling.getOrDefault(setting, "unknown"),
                    Report.number(median(setting, "gapP50"), 0),
                    Report.number(median(setting, "gapP99"), 0),
                    "≤ " + setting.p99,
                    Report.number(median(setting, "gapP999"), 0),
                    setting.p999 == 0 ? "" : "≤ " + setting.p999,
                    Report.number(worst(setting, "bursts"), 0),
                    Report.number(median(setting, "worstDriftPpm"), 1),
                    Report.number(worst(setting, "lost"), 0),
                    Report.number(worst(setting, "silentLegs"), 0),
                    voids(setting) + "/" + rounds);
        }
        report.table(table);
        report.say("bursts, lost: of the worst round. drift: of the worst leg, median of rounds.");
    }

    private int voids(Setting setting) {
        return done.getOrDefault(setting, List.of()).size() - valid(setting).size();
    }

    private ObjectNode json() {
        ObjectNode all =
                JsonNodeFactory.instance.objectNode().put("legs", legs).put("seconds", seconds);
        for (Setting setting : Setting.values()) {
            ObjectNode one =
                    all.putObject(setting.name())
                            .put("scheduling", scheduling.getOrDefault(setting, "unknown"))
                            .put("voidRounds", voids(setting))
                            .put("gapP50Micros", median(setting, "gapP50"))
                            .put("gapP99Micros", median(setting, "gapP99"))
                            .put("gapP999Micros", median(setting, "gapP999"));
            ArrayNode each = one.putArray("rounds");
            done.getOrDefault(setting, List.of()).forEach(outcome -> each.add(outcome.json()));
        }
        return all;
    }
}
