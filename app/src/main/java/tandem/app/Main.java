package tandem.app;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The server's entry point. Exit status: 0 served and stopped, 2 wrong settings or something could
/// not be had.
@Command(
        name = "tandem",
        mixinStandardHelpOptions = true,
        version = "Tandem 0.1.0",
        description = "A contact-centre voice agent on SIP.",
        subcommands = RunCommand.class)
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Logging.terminalOnly();
        int status = new CommandLine(new Main()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }
}
