package tandem.sippscenarios.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tandem.callmodel.time.Time;
import tandem.sippscenarios.terminal.Style;

/// Starts the server, lets a synthetic caller phone it, and shows the conversation. Confined to the
/// main thread.
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts the server, phones it with a synthetic caller, shows the conversation.",
        footer = {
            "",
            "Exit status: 0 all goals of the conversation reached and the server stopped",
            "cleanly, 1 not all, 2 the demonstration could not be held.",
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int LOOK_MILLIS = 100;

    /// How often the journal is looked at for its last lines once the caller is gone.
    private static final int LAST_LOOKS = 50;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "for recordings, journal and logs; default: a new temporary one")
    private @Nullable Path directory;

    @Option(
            names = "--app",
            paramLabel = "JAR",
            description = "the server; default: the one that was built here")
    private @Nullable Path app;

    @Option(
            names = "--script",
            paramLabel = "FILE",
            description = "the caller's script; default: the support line's conversation")
    private @Nullable Path script;

    @Option(names = "--voice", paramLabel = "NAME", description = "the caller's flite voice")
    private String voice = "";

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "a setting of the server, as in flow.file=my.yaml; may be repeated")
    private List<String> settings = new ArrayList<>();

    private final Time time = Time.system();

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = new PrintWriter(System.out, false, System.out.charset());
        try {
            return hold(out);
        } catch (DemoException failed) {
            System.err.println("tandem demo: " + failed.getMessage());
        } catch (IOException failed) {
            System.err.println("tandem demo: " + failed.getMessage());
        }
        return 2;
    }

    private int hold(PrintWriter out) throws DemoException, IOException, InterruptedException {
        JavaProgram program = new JavaProgram(Path.of(System.getProperty("tandem.home", ".")));
        Path jar = app == null ? program.server() : app;
        if (!Files.isReadable(jar)) {
            throw new DemoException("no server at " + jar + "; build it first (./tandem build)");
        }
        Path folder = folder();
        DemoShow show = new DemoShow(out, Style.ofStandardOutput());
        out.println("starting the server ...");
        out.flush();
        try (ServerProcess server = ServerProcess.start(program, jar, folder, settings, time)) {
            Thread hook = new Thread(server::close, "stop-server");
            Runtime.getRuntime().addShutdownHook(hook);
            server.awaitReady();
            out.println("a synthetic caller phones " + server.sipAddress());
            out.println();
            out.flush();
            int caller = converse(program, server, folder, show);
            int stopped = server.stop();
            Runtime.getRuntime().removeShutdownHook(hook);
            new DemoReport(out).print(show);
            return conclude(out, caller, stopped, server, folder);
        }
    }

    private int conclude(
            PrintWriter out, int caller, int stopped, ServerProcess server, Path folder)
            throws IOException {
        out.println("caller's own recording and all logs: " + folder);
        if (stopped != 0) {
            out.println("the server stopped with status " + stopped + server.said());
        }
        out.println();
        out.println(
                caller == 0 && stopped == 0
                        ? "All goals of the conversation were reached."
                        : "The conversation did not reach all of its goals.");
        out.flush();
        if (caller == 2) {
            System.err.println(Files.readString(folder.resolve(CallerProcess.LOG)).strip());
            return 2;
        }
        return caller == 0 && stopped == 0 ? 0 : 1;
    }

    private int converse(JavaProgram program, ServerProcess server, Path folder, DemoShow show)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("call", server.sipAddress(), "--json"));
        arguments.addAll(List.of("--record", folder.resolve("caller.wav").toString()));
        if (script != null) {
            arguments.addAll(List.of("--script", script.toString()));
        }
        if (!voice.isEmpty()) {
            arguments.addAll(List.of("--voice", voice));
        }
        JournalTail journal = new JournalTail(folder.resolve("calls"));
        try (CallerProcess caller = CallerProcess.start(program, arguments, folder)) {
            while (!caller.isOver()) {
                // What the caller did comes before what the server made of it.
                Optional<JsonNode> event = caller.next(LOOK_MILLIS);
                while (event.isPresent()) {
                    show.caller(event.get());
                    event = caller.next(0);
                }
                journal.look().forEach(show::server);
            }
            for (int i = 0; i < LAST_LOOKS && !isRecorded(show); i++) {
                caller.next(LOOK_MILLIS);
                journal.look().forEach(show::server);
            }
            return caller.exitStatus();
        }
    }

    private static boolean isRecorded(DemoShow show) {
        return show.ended() != null && show.recorded() != null;
    }

    private Path folder() throws IOException {
        if (directory == null) {
            return Files.createTempDirectory("tandem-demo-");
        }
        return Files.createDirectories(directory).toAbsolutePath();
    }
}
