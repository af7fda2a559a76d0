package tandem.agentloop.provider.pocketsphinx;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import tandem.callmodel.time.Time;

/// A running [Worker] as its parent sees it: one order, one report.
///
/// Confined to its worker's thread, but for [#silentSince] and [#kill], which any thread may call.
final class WorkerProcess implements AutoCloseable {

    private static final long ANSWERED = Long.MAX_VALUE;

    private final Process process;
    private final DataOutputStream orders;
    private final DataInputStream reports;
    private final Time time;
    private volatile long askedNanos;

    private WorkerProcess(Process process, Time time) {
        this.process = process;
        this.time = time;
        this.askedNanos = time.nanos();
        this.orders =
                new DataOutputStream(new BufferedOutputStream(process.getOutputStream(), 1 << 16));
        this.reports = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /// Starts the JVM of this process once more, small, with nothing but this module, the values
    /// that it is made of and the JDK.
    static WorkerProcess start(Path files, Path acousticModel, Time time) throws IOException {
        String code =
                place(Worker.class) + System.getProperty("path.separator") + place(Time.class);
        String java =
                ProcessHandle.current()
                        .info()
                        .command()
                        .orElseGet(() ->
                                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ProcessBuilder builder =
                new ProcessBuilder(
                        List.of(
                                java,
                                "-Xms4m",
                                "-Xmx24m",
                                "-Xss512k",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:ReservedCodeCacheSize=8m",
                                "-XX:-UsePerfData",
                                "-XX:+ExitOnOutOfMemoryError",
                                "-Xshare:auto",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                code,
                                Worker.class.getName(),
                                files.toString(),
                                acousticModel.toString()));
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new WorkerProcess(builder.start(), time);
    }

    /// The jar or folder that a class came from.
    private static Path place(Class<?> type) throws IOException {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IOException("the place of " + type.getName() + " is not known");
        }
        try {
            return Path.of(source.getLocation().toURI());
        } catch (URISyntaxException strange) {
            throw new IOException("the place of " + type.getName() + " is no file", strange);
        }
    }

    /// Waits until everything is loaded.
    ///
    /// @throws IOException when the worker ended instead
    void awaitReady() throws IOException {
        Report report = Report.read(reports);
        askedNanos = ANSWERED;
        if (!(report instanceof Report.Ready)) {
            throw new IOException("the worker began with " + report.getClass().getSimpleName());
        }
    }

    /// @throws IOException when the worker is gone
    Report ask(Order order) throws IOException {
        askedNanos = time.nanos();
        Order.write(order, orders);
        Report report = Report.read(reports);
        askedNanos = ANSWERED;
        return report;
    }

    /// Nanoseconds for which an order has not been answered; 0 when none is open.
    long silentFor(long nowNanos) {
        long asked = askedNanos;
        return asked == ANSWERED ? 0 : Math.max(0, nowNanos - asked);
    }

    long pid() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly();
    }

    /// Ends the worker by the end of its input, or by force; returns when it is gone.
    @Override
    public void close() {
        try {
            orders.close();
        } catch (IOException gone) {
            // It went before.
        }
        try {
            if (!process.waitFor(500, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                process.waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        try {
            reports.close();
        } catch (IOException gone) {
            // Nothing left to read.
        }
    }
}
