package tandem.sippscenarios.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tandem.callmodel.time.Time;

/// Runs the benchmarks. Confined to the main thread.
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the media engine and the server on this machine, over loopback.",
        footer = {"", "Results: target/bench/NAME.json. Exit status: 0 measured, 2 could not be."})
public final class BenchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "b2 cost of a leg, b3 pacing, b5 barge-in, all")
    private String name = "";

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "interleaved; default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "10",
            description = "measured in each round; default: ${DEFAULT-VALUE}")
    private int seconds = 10;

    @Option(
            names = "--legs",
            paramLabel = "N",
            defaultValue = "400",
            description = "media legs of b2 and b3; default: ${DEFAULT-VALUE}")
    private int legs = 400;

    @Option(
            names = "--calls",
            paramLabel = "N",
            split = ",",
            defaultValue = "1,20",
            description = "calls at a time in b5, one part each; default: ${DEFAULT-VALUE}")
    private List<Integer> calls = List.of(1, 20);

    @Override
    public Integer call() throws InterruptedException {
        List<String> names = name.equals("all") ? List.of("b2", "b3", "b5") : List.of(name);
        if (!List.of("b2", "b3", "b5").containsAll(names)) {
            return wrong("no such benchmark: '" + name + "' (b2, b3, b5 or all)");
        }
        if (rounds < 1 || seconds < 1 || legs < 1 || calls.stream().anyMatch(n -> n < 1)) {
            return wrong("rounds, seconds, legs and calls must be positive");
        }
        try {
            run(names);
            return 0;
        } catch (BenchException | IOException failed) {
            return wrong(String.valueOf(failed.getMessage()));
        }
    }

    private void run(List<String> names) throws IOException, BenchException, InterruptedException {
        Path home = Path.of(System.getProperty("tandem.home", ".")).toAbsolutePath().normalize();
        Time time = Time.system();
        Workshop workshop = Workshop.open(home);
        PrintWriter terminal = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        Conditions conditions = Conditions.here(home, time);
        Report report = new Report(terminal, workshop.directory(), conditions);
        report.say(conditions.sentence());
        for (String each : names) {
            report.say("");
            switch (each) {
                case "b2" ->
                        new MediaCost(workshop, new FreePorts(), legs, rounds, seconds).run(report);
                case "b3" ->
                        new Pacing(workshop, new FreePorts(), legs, rounds, seconds).run(report);
                default -> new BargeIn(workshop, time, calls, rounds).run(report);
            }
        }
    }

    private static int wrong(String message) {
        System.err.println("tandem bench: " + message);
        return 2;
    }
}
