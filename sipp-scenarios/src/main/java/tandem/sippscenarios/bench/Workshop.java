package tandem.sippscenarios.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Where the benchmark works: the installation, `target/bench`, and the tools built there.
/// Immutable.
///
/// @param home the folder of the installation
/// @param directory for tools, audio, logs and results
record Workshop(Path home, Path directory) {

    private static final int MINUTES = 2;

    /// The core of the system under test, and the generator's.
    static final int SUBJECT_CORE = 0;

    static final int GENERATOR_CORE = 1;

    static Workshop open(Path home) throws IOException, BenchException, InterruptedException {
        if (Runtime.getRuntime().availableProcessors() < 2) {
            throw new BenchException(
                    "two cores are needed: generator and system under test must not share one");
        }
        Path directory = home.resolve("target/bench");
        Files.createDirectories(directory);
        Workshop workshop = new Workshop(home, directory);
        workshop.compile("rtp-load");
        workshop.compile("rtp-echo");
        return workshop;
    }

    Path tool(String name) {
        return directory.resolve(name);
    }

    /// A program of this jar in a JVM of its own, with the server's options.
    List<String> program(Class<?> main, List<String> arguments) {
        List<String> command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return command;
    }

    List<String> server(List<String> arguments) throws BenchException {
        Path jar = home.resolve("app/target/tandem.jar");
        if (!Files.isReadable(jar)) {
            throw new BenchException(jar + " is missing: build it first (./tandem build)");
        }
        List<String> command = java();
        command.addAll(List.of("-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    /// Runs a tool to its end.
    ///
    /// @param remedy what to do when there is no such tool
    void run(String remedy, List<String> command)
            throws IOException, BenchException, InterruptedException {
        Path log = directory.resolve("tool.log");
        Process process;
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(log.toFile())
                            .start();
        } catch (IOException missing) {
            throw new BenchException(command.getFirst() + " is missing: " + remedy);
        }
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new BenchException(command.getFirst() + " took over " + MINUTES + " minutes");
        }
        if (process.exitValue() != 0) {
            throw new BenchException(
                    String.join(" ", command) + " failed: " + Files.readString(log).strip());
        }
    }

    private void compile(String name) throws IOException, BenchException, InterruptedException {
        Path source = home.resolve("sipp-scenarios/src/bench/c/" + name + ".c");
        run(
                "install the Debian packages gcc and libc6-dev",
                List.of("gcc", "-O2", "-Wall", "-o", tool(name).toString(), source.toString()));
    }

    private List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path options = home.resolve("app/jvm.options");
        if (Files.isReadable(options)) {
            command.add("@" + options);
        }
        return command;
    }
}
