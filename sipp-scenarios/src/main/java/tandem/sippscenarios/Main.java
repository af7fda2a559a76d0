package tandem.sippscenarios;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import tandem.sippscenarios.bench.BenchCommand;
import tandem.sippscenarios.caller.CallCommand;
import tandem.sippscenarios.demo.DemoCommand;
import tandem.sippscenarios.load.LoadCommand;

/// The entry point of the programs around the server: callers, demo, load, benchmarks.
@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        description = "Calls a SIP server and judges it.",
        subcommands = {CallCommand.class, DemoCommand.class, LoadCommand.class, BenchCommand.class})
public final class Main implements Runnable {

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Main()).execute(arguments));
    }

    @Override
    public void run() {
        CommandLine.usage(this, System.out);
    }
}
