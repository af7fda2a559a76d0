package tandem.agentloop.provider.pocketsphinx;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tandem.callmodel.time.Time;

/// The child process: two decoders, one over the grammars and one over the trigram models, that
/// hear the same audio. Carries out [Order]s from standard input one after another and ends with
/// it.
///
/// Confined to the main thread.
final class Worker {

    private static final int LONGEST_PIECE = 8_000;

    private final Decoder grammars;
    private final Decoder models;
    private final Upsampler upsampler = new Upsampler();
    private final short[] doubled = new short[2 * LONGEST_PIECE];
    private long busyNanos;

    private Worker(Decoder grammars, Decoder models) {
        this.grammars = grammars;
        this.models = models;
    }

    /// @param arguments the folder that [SearchFiles] wrote, and the folder of the acoustic model
    public static void main(String[] arguments) throws IOException {
        ParentDeath.endsThisProcess();
        DataInputStream orders = new DataInputStream(new BufferedInputStream(System.in, 1 << 16));
        DataOutputStream reports =
                new DataOutputStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 4_096));
        Worker worker = load(Path.of(arguments[0]), arguments[1]);
        Report.write(new Report.Ready(), reports);
        try {
            while (true) {
                Report.write(worker.carryOut(Order.read(orders)), reports);
            }
        } catch (EOFException parentClosed) {
            worker.grammars.close();
            worker.models.close();
        }
    }

    private static Worker load(Path folder, String acousticModel) throws IOException {
        SphinxLibrary library = new SphinxLibrary();
        library.silence();
        SearchFiles files = new SearchFiles(folder);
        float[] prior = TelephoneFeatures.prior(Files.readString(files.features()));
        List<String> options =
                List.of(
                        "tandem",
                        "-hmm",
                        acousticModel,
                        "-dict",
                        files.dictionary().toString(),
                        "-featparams",
                        files.features().toString(),
                        "-logfn",
                        "/dev/null");
        Decoder grammars = new Decoder(library, options, prior);
        Decoder models = new Decoder(library, options, prior);
        for (String search : files.searches()) {
            grammars.addGrammar(search, files.grammar(search).toString());
            models.addModel(search, files.model(search).toString());
        }
        Worker worker = new Worker(grammars, models);
        worker.warmUp(files.searches().getFirst());
        return worker;
    }

    /// Runs half a second of silence through everything, so that the first caller does not wait for
    /// pages to be read and code to be compiled.
    private void warmUp(String search) {
        begin(new Order.Begin(search, new float[0]));
        for (int n = 0; n < 10; n++) {
            hear(new short[400]);
        }
        end();
    }

    private Report carryOut(Order order) {
        return switch (order) {
            case Order.Begin begin -> begin(begin);
            case Order.Hear hear -> hear(hear.samples());
            case Order.End _ -> end();
        };
    }

    private Report begin(Order.Begin begin) {
        long start = Time.system().nanos();
        upsampler.reset();
        grammars.start(begin.search(), begin.mean());
        models.start(begin.search(), begin.mean());
        busyNanos = Time.system().nanos() - start;
        return new Report.Heard("");
    }

    private Report hear(short[] samples) {
        long start = Time.system().nanos();
        short[] piece = new short[Math.min(samples.length, LONGEST_PIECE)];
        for (int from = 0; from < samples.length; from += LONGEST_PIECE) {
            int length = Math.min(LONGEST_PIECE, samples.length - from);
            System.arraycopy(samples, from, piece, 0, length);
            upsampler.process(piece, length, doubled);
            grammars.process(doubled, 2 * length);
            models.process(doubled, 2 * length);
        }
        String partial = models.hypothesis();
        busyNanos += Time.system().nanos() - start;
        return new Report.Heard(partial);
    }

    private Report end() {
        long start = Time.system().nanos();
        grammars.end();
        models.end();
        String grammar = grammars.hypothesis();
        String statistical = models.hypothesis();
        int posterior = statistical.isEmpty() ? 0 : models.probability();
        float[] mean = models.mean();
        busyNanos += Time.system().nanos() - start;
        return new Report.Done(
                new Report.Outcome(
                        grammar,
                        statistical,
                        grammars.score(),
                        models.score(),
                        posterior,
                        models.frames(),
                        mean,
                        busyNanos));
    }
}
