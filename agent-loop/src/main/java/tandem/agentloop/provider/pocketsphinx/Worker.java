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
import java.util.Arrays;
import java.util.List;
import tandem.callmodel.time.Time;

/// The child process: two decoders, one over the grammars and one over the trigram models, that
/// hear the same audio. Carries out [Order]s from standard input one after another and ends with
/// it.
///
/// Confined to the main thread.
final class Worker {

    private static final String MEASURING = "measuring";
    private static final int LONGEST_PIECE = 8_000;

    private final Decoder grammars;
    private final Decoder models;
    private final float[] prior;
    private final Upsampler upsampler = new Upsampler();
    private final FirstWords firstWords = new FirstWords();
    private final short[] doubled = new short[2 * LONGEST_PIECE];
    private String search = "";
    private float[] mean = {};
    private long busyNanos;

    private Worker(Decoder grammars, Decoder models, float[] prior) {
        this.grammars = grammars;
        this.models = models;
        this.prior = prior;
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

    static Worker load(Path folder, String acousticModel) throws IOException {
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
        grammars.addGrammar(MEASURING, files.measuringGrammar().toString());
        for (String search : files.searches()) {
            grammars.addGrammar(search, files.grammar(search).toString());
            models.addModel(search, files.model(search).toString());
        }
        Worker worker = new Worker(grammars, models, prior);
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

    Report carryOut(Order order) {
        return switch (order) {
            case Order.Begin begin -> begin(begin);
            case Order.Hear hear -> hear(hear.samples());
            case Order.End _ -> end();
        };
    }

    private Report begin(Order.Begin begin) {
        long start = Time.system().nanos();
        search = begin.search();
        firstWords.reset();
        if (begin.mean().length == prior.length) {
            listen(begin.mean());
        } else {
            mean = new float[0];
        }
        busyNanos = Time.system().nanos() - start;
        return new Report.Heard("");
    }

    private Report hear(short[] samples) {
        long start = Time.system().nanos();
        int held = mean.length == 0 ? firstWords.add(samples) : 0;
        if (mean.length == 0 && firstWords.suffice()) {
            listenFromTheStart();
        }
        if (held < samples.length) {
            decode(Arrays.copyOfRange(samples, held, samples.length), grammars, models);
        }
        String partial = mean.length == 0 ? "" : models.hypothesis();
        busyNanos += Time.system().nanos() - start;
        return new Report.Heard(partial);
    }

    private Report end() {
        long start = Time.system().nanos();
        if (mean.length == 0) {
            listenFromTheStart();
        }
        grammars.end();
        models.end();
        String grammar = grammars.hypothesis();
        String statistical = models.hypothesis();
        int posterior = statistical.isEmpty() ? 0 : models.probability();
        float[] learned = LineMean.learned(mean, models.mean(), models.frames());
        busyNanos += Time.system().nanos() - start;
        return new Report.Done(
                new Report.Outcome(
                        grammar,
                        statistical,
                        grammars.score(),
                        models.score(),
                        posterior,
                        models.frames(),
                        learned,
                        busyNanos));
    }

    private void listen(float[] lineMean) {
        mean = lineMean.clone();
        upsampler.reset();
        grammars.start(search, mean);
        models.start(search, mean);
    }

    /// Learns level and colour of a new caller's line from the first words, and only then decodes
    /// them.
    private void listenFromTheStart() {
        upsampler.reset();
        grammars.start(MEASURING, prior);
        short[] held = firstWords.samples();
        decode(held, grammars);
        grammars.end();
        listen(LineMean.learned(prior, grammars.mean(), grammars.frames()));
        decode(held, grammars, models);
    }

    private void decode(short[] samples, Decoder... decoders) {
        short[] piece = new short[Math.min(samples.length, LONGEST_PIECE)];
        for (int from = 0; from < samples.length; from += LONGEST_PIECE) {
            int length = Math.min(LONGEST_PIECE, samples.length - from);
            System.arraycopy(samples, from, piece, 0, length);
            upsampler.process(piece, length, doubled);
            for (Decoder decoder : decoders) {
                decoder.process(doubled, 2 * length);
            }
        }
    }
}
