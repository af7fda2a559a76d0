package tandem.sippscenarios.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.bench.BargeInTrial.Stimulus;
import tandem.sippscenarios.terminal.Table;

/// B5: how soon the agent stops when a caller speaks over it, and how often for nothing; on the
/// wire of the whole server. Confined to the main thread.
final class BargeIn {

    private static final double LATENESS_MILLIS = 0.5;

    private static final String WELCOME =
            "Our shop on Station Road is open Monday to Friday from nine in the morning until six in"
                    + " the evening and we are always happy to help you with all orders and"
                    + " deliveries and repairs and returns and all other questions about tables and"
                    + " chairs and lamps and mirrors and beds and wardrobes.";

    private final Workshop workshop;
    private final Time time;
    private final List<Integer> parts;
    private final int rounds;
    private final SplittableRandom random = new SplittableRandom(1);
    private final List<Batch> done = new ArrayList<>();

    /// With its goals in ms and the voiced speech after which it holds.
    private enum Profile {
        NORMAL(160, 200, "140ms"),
        SNAPPY(80, 120, "60ms");

        private final int p50;
        private final int p99;
        private final String hold;

        Profile(int p50, int p99, String hold) {
            this.p50 = p50;
            this.p99 = p99;
            this.hold = hold;
        }
    }

    private record Judged(String set, Verdict verdict) {}

    private record Batch(
            Profile profile, int atOnce, List<Judged> trials, int failed, double lateness) {

        boolean isVoid() {
            return lateness > LATENESS_MILLIS;
        }
    }

    private record Subject(AgentServer server, CallBatch calls, BargeInTrial.Recording control) {}

    /// @param parts how many calls at a time, one part each
    BargeIn(Workshop workshop, Time time, List<Integer> parts, int rounds) {
        this.workshop = workshop;
        this.time = time;
        this.parts = List.copyOf(parts);
        this.rounds = rounds;
    }

    void run(Report report) throws IOException, BenchException, InterruptedException {
        report.say("B5: the caller's first voiced packet to the agent's last packet with speech");
        Map<Profile, Subject> subjects = new EnumMap<>(Profile.class);
        try {
            for (Profile profile : Profile.values()) {
                subjects.put(profile, start(profile));
            }
            for (int n = 1; n <= rounds; n++) {
                for (int atOnce : parts) {
                    for (Profile profile : Profile.values()) {
                        Subject subject = subjects.get(profile);
                        if (subject != null) {
                            Batch batch = measure(profile, subject, atOnce);
                            done.add(batch);
                            say(report, n, batch);
                        }
                    }
                }
            }
        } finally {
            subjects.values().forEach(subject -> subject.server().close());
        }
        for (int atOnce : parts) {
            print(report, atOnce);
        }
        report.write("b5", json());
    }

    private Subject start(Profile profile)
            throws IOException, BenchException, InterruptedException {
        AgentServer server =
                AgentServer.start(
                        workshop,
                        "server-" + label(profile),
                        WELCOME,
                        List.of("turns.barge-in.duck=60ms", "turns.barge-in.hold=" + profile.hold));
        CallBatch batch = new CallBatch(workshop, server.address(), time, random.split());
        // The first call finds a cold server; the second is the control.
        batch.hold(List.of(Optional.empty()), 1);
        List<BargeInTrial> control = batch.hold(List.of(Optional.empty()), 1).whole();
        if (control.isEmpty()) {
            server.close();
            throw new BenchException("the control call failed; see target/bench/*.log");
        }
        return new Subject(server, batch, control.getFirst().recording());
    }

    private Batch measure(Profile profile, Subject subject, int atOnce)
            throws IOException, BenchException, InterruptedException {
        List<Stimulus> sounds = new ArrayList<>();
        while (sounds.size() < 2 * atOnce || sounds.isEmpty()) {
            sounds.addAll(Sounds.all(subject.control().samples(), random));
        }
        CallBatch.Outcome outcome =
                subject.calls().hold(sounds.stream().map(Optional::of).toList(), atOnce);
        List<Judged> judged = new ArrayList<>();
        for (BargeInTrial trial : outcome.whole()) {
            trial.stimulus()
                    .ifPresent(stimulus ->
                            judged.add(
                                    new Judged(
                                            stimulus.set(), Verdict.of(subject.control(), trial))));
        }
        return new Batch(profile, atOnce, judged, outcome.failed(), outcome.latenessMillis());
    }

    private static void say(Report report, int round, Batch batch) {
        report.say(
                "  round %d, %s, %d at once: %d calls, %d failed, callers late by %s ms (p99)%s"
                        .formatted(
                                round,
                                label(batch.profile),
                                batch.atOnce,
                                batch.trials.size(),
                                batch.failed,
                                Report.number(batch.lateness, 1),
                                batch.isVoid() ? " (void)" : ""));
    }

    private List<Batch> valid(Profile profile, int atOnce) {
        return done.stream()
                .filter(b -> b.profile == profile && b.atOnce == atOnce && !b.isVoid())
                .toList();
    }

    private List<Verdict> verdicts(Profile profile, int atOnce, String set) {
        return valid(profile, atOnce).stream()
                .flatMap(batch -> batch.trials.stream())
                .filter(judged -> judged.set.equals(set))
                .map(Judged::verdict)
                .toList();
    }

    private static long count(List<Verdict> verdicts, Verdict.Kind kind) {
        return verdicts.stream().filter(verdict -> verdict.kind() == kind).count();
    }

    private static Spread times(List<Verdict> verdicts) {
        return Spread.of(
                verdicts.stream()
                        .filter(verdict -> verdict.kind() == Verdict.Kind.STOPPED)
                        .map(Verdict::millis)
                        .toList());
    }

    private void print(Report report, int atOnce) {
        Table table =
                new Table(
                        atOnce + " at once",
                        "set",
                        "calls",
                        "stopped",
                        "lowered",
                        "went on",
                        "unclear",
                        "p50 ms",
                        "p99 ms",
                        "to reach");
        for (Profile profile : Profile.values()) {
            for (String set : Sounds.SETS) {
                List<Verdict> all = verdicts(profile, atOnce, set);
                Spread times = times(all);
                table.row(
                        label(profile),
                        set,
                        Integer.toString(all.size()),
                        Long.toString(count(all, Verdict.Kind.STOPPED)),
                        Long.toString(count(all, Verdict.Kind.LOWERED)),
                        Long.toString(count(all, Verdict.Kind.WENT_ON)),
                        Long.toString(count(all, Verdict.Kind.UNCLEAR)),
                        Report.number(times.median(), 0),
                        Report.number(times.p99(), 0),
                        goal(profile, set));
            }
        }
        report.table(table);
        report.say(
                "%d of %d batches void (callers late)"
                        .formatted(
                                done.stream().filter(b -> b.atOnce == atOnce && b.isVoid()).count(),
                                done.stream().filter(b -> b.atOnce == atOnce).count()));
    }

    private static String goal(Profile profile, String set) {
        return switch (set) {
            case Sounds.SPEECH -> "all stopped, ≤ " + profile.p50 + " / " + profile.p99;
            case Sounds.NOISE -> "≤ 2 % stopped";
            case Sounds.BACKCHANNEL -> "≤ 10 % stopped";
            default -> "";
        };
    }

    private static String label(Profile profile) {
        return profile == Profile.NORMAL ? "normal" : "snappy";
    }

    private ObjectNode json() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        var batches = all.putArray("batches");
        for (Batch batch : done) {
            ObjectNode one =
                    batches.addObject()
                            .put("profile", label(batch.profile))
                            .put("atOnce", batch.atOnce)
                            .put("void", batch.isVoid())
                            .put("callersLateP99Millis", batch.lateness)
                            .put("failedCalls", batch.failed);
            var trials = one.putArray("trials");
            for (Judged judged : batch.trials) {
                ObjectNode trial =
                        trials.addObject()
                                .put("set", judged.set)
                                .put("verdict", judged.verdict.kind().name());
                if (!Double.isNaN(judged.verdict.millis())) {
                    trial.put("millis", judged.verdict.millis());
                }
            }
        }
        return all;
    }
}
