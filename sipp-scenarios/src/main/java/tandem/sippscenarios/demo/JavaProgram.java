package tandem.sippscenarios.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How the programs of this installation are started: with the JDK that runs us. Immutable.
///
/// @param home the folder of the installation
record JavaProgram(Path home) {

    /// The jar of the server.
    Path server() {
        return home.resolve("app/target/tandem.jar");
    }

    List<String> serverCommand(Path jar, List<String> arguments) {
        List<String> command = java();
        command.add("-jar");
        command.add(jar.toString());
        command.addAll(arguments);
        return command;
    }

    /// The caller is this very program, started once more.
    List<String> callerCommand(List<String> arguments) {
        List<String> command = java();
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add("tandem.sippscenarios.Main");
        command.addAll(arguments);
        return command;
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
