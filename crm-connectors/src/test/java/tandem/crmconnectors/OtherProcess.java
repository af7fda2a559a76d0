package tandem.crmconnectors;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import tandem.agentloop.ProviderException;
import tandem.callmodel.time.Time;

/// Opens an order database in a JVM of its own.
final class OtherProcess implements AutoCloseable {

    private final Process process;

    private OtherProcess(Process process) {
        this.process = process;
    }

    static OtherProcess opening(Path file) throws IOException {
        return new OtherProcess(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                file.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    /// What it printed: the reason why it could not open the file, or `opened`.
    String said() throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(60, TimeUnit.SECONDS);
        return output.strip();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]);
        try (DemoShop shop = DemoShop.inFile(file, Time.system(), ZoneOffset.UTC)) {
            shop.start();
            System.out.println("opened");
        } catch (ProviderException unavailable) {
            System.out.println(unavailable.getMessage());
        }
    }
}
