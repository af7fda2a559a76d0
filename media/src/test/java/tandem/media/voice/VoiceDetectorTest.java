package tandem.media.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tandem.callmodel.audio.VoiceActivity;
import tandem.media.voice.SpeechCorpus.Utterance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoiceDetectorTest {

    private static final int FRAME = SpeechCorpus.FRAME;
    private static final long FRAME_NANOS = 20_000_000;
    private static final Duration SUSTAINED = Duration.ofMillis(60);

    private SpeechCorpus corpus;

    @ParameterizedTest
    @EnumSource
    void telephone_speech_is_found_whole_and_never_ends_within_an_utterance(Noise noise)
            throws Exception {
        assumeTrue(SpeechCorpus.isAvailable(), "flite is not installed");
        if (corpus == null) {
            corpus = new SpeechCorpus(SpeechCorpus.VOICES, SpeechCorpus.SENTENCES);
        }
        Score all = new Score();
        System.out.println(
                "| voice | noise at 20 dB | missed | false | missed by energy | false ends |"
                        + " 60 ms told after p50 | p90 |");
        for (String voice : SpeechCorpus.VOICES) {
            Score score = new Score();
            for (Utterance utterance : corpus.utterances()) {
                if (utterance.voice().equals(voice)) {
                    score.add(utterance, SpeechCorpus.withNoise(utterance, noise, 20));
                }
            }
            System.out.println(score.row(voice, noise));
            all.add(score);
        }
        System.out.println(all.row("all", noise));

        assertThat(all.falseEnds).isZero();
        assertThat(all.unheard).isZero();
        assertThat(all.missedShare()).isLessThanOrEqualTo(10);
        assertThat(all.falseShare()).isLessThanOrEqualTo(10);
        assertThat(all.toldAfter(50)).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @EnumSource
    void what_is_no_voice_rarely_starts_speech(NotSpeech kind) {
        int started = 0;
        for (int n = 0; n < 200; n++) {
            List<VoiceActivity> events = new ArrayList<>();
            VoiceDetector detector = detector(events);
            Random random = new Random(n);
            short[] frame = new short[FRAME];
            for (int quiet = 0; quiet < 100; quiet++) {
                for (int at = 0; at < FRAME; at++) {
                    frame[at] = (short) (12 * random.nextGaussian());
                }
                detector.frame(frame, 0, false, 0);
            }
            run(detector, kind.make(n));
            started += events.isEmpty() ? 0 : 1;
        }
        System.out.printf("| %s | started speech %d times in 200 |%n", kind, started);
        assertThat(started).isLessThanOrEqualTo(20);
    }

    @ParameterizedTest
    @EnumSource
    void ten_minutes_of_noise_alone_start_nothing(Noise noise) {
        double[] sound = noise.make(8_000 * 600);
        short[] samples = new short[sound.length];
        for (int n = 0; n < samples.length; n++) {
            samples[n] = (short) Math.clamp(Math.round(300 * sound[n]), -32_000, 32_000);
        }
        List<VoiceActivity> events = new ArrayList<>();
        run(detector(events), samples);
        assertThat(events).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void voiced_speech_is_told_with_its_onset_its_thresholds_and_its_end() {
        List<VoiceActivity> events = new ArrayList<>();
        VoiceDetector detector = detector(events);
        run(detector, new short[20 * FRAME]);
        run(detector, buzz(20), 20);
        run(detector, new short[20 * FRAME], 40);

        assertThat(events).hasSize(3);
        assertThat(events.get(0)).isEqualTo(new VoiceActivity.Started(20 * 160, 21 * FRAME_NANOS));
        assertThat(events.get(1))
                .isEqualTo(new VoiceActivity.Sustained(SUSTAINED, 22 * FRAME_NANOS));
        VoiceActivity.Ended ended = (VoiceActivity.Ended) events.get(2);
        assertThat(ended.lastVoicedTick()).isBetween(39 * 160L, 42 * 160L);
        assertThat(ended.nanos() - ended.lastVoicedNanos()).isEqualTo(10 * FRAME_NANOS);
        assertThat(ended.voiced()).isBetween(Duration.ofMillis(380), Duration.ofMillis(440));
    }

    @Test
    void concealed_frames_neither_start_speech_nor_split_it() {
        List<VoiceActivity> events = new ArrayList<>();
        VoiceDetector detector = detector(events);
        short[] buzz = buzz(60);
        short[] frame = new short[FRAME];
        for (int n = 0; n < 30; n++) {
            detector.frame(Arrays.copyOf(buzz, FRAME), 0, true, 0);
        }
        assertThat(events).isEmpty();
        for (int n = 0; n < 60; n++) {
            System.arraycopy(buzz, n * FRAME, frame, 0, FRAME);
            detector.frame(frame, n * 160L, n % 3 == 1, n * FRAME_NANOS);
        }
        assertThat(events).noneMatch(e -> e instanceof VoiceActivity.Ended);
        assertThat(events).isNotEmpty();
    }

    private static VoiceDetector detector(List<VoiceActivity> events) {
        return new VoiceDetector(List.of(SUSTAINED), Duration.ofMillis(200), events::add);
    }

    private static void run(VoiceDetector detector, short[] samples) {
        run(detector, samples, 0);
    }

    private static void run(VoiceDetector detector, short[] samples, int firstFrame) {
        short[] frame = new short[FRAME];
        for (int n = 0; (n + 1) * FRAME <= samples.length; n++) {
            System.arraycopy(samples, n * FRAME, frame, 0, FRAME);
            long number = firstFrame + n;
            detector.frame(frame, number * FRAME, false, number * FRAME_NANOS);
        }
    }

    /// A vowel-like sound at 120 Hz.
    private static short[] buzz(int frames) {
        short[] samples = new short[frames * FRAME];
        for (int n = 0; n < samples.length; n++) {
            double sum = 0;
            for (int harmonic = 1; harmonic <= 8; harmonic++) {
                sum += Math.sin(2 * Math.PI * 120 * harmonic * n / 8_000) / harmonic;
            }
            samples[n] = (short) (3_000 * sum);
        }
        return samples;
    }

    /// What the detector and a plain energy detector made of some utterances.
    private static final class Score {
        private int speechFrames;
        private int otherFrames;
        private int missed;
        private int falseFrames;
        private int missedByEnergy;
        private int falseEnds;
        private int unheard;
        private final List<Integer> told = new ArrayList<>();

        void add(Utterance utterance, short[] samples) {
            List<VoiceActivity> events = new ArrayList<>();
            run(detector(events), samples);
            boolean[] speech = utterance.speech();
            boolean[] found = new boolean[speech.length];
            int first = 0;
            while (!speech[first]) {
                first++;
            }
            long onset = -1;
            long end = -1;
            for (VoiceActivity event : events) {
                switch (event) {
                    case VoiceActivity.Started(long onsetTick, long _) -> {
                        onset = onsetTick / FRAME;
                        falseEnds += end >= 0 && onset - end > 25 ? 1 : 0;
                    }
                    case VoiceActivity.Sustained(Duration _, long nanos) -> {
                        if (end < 0) {
                            told.add((int) (nanos / FRAME_NANOS - first) * 20);
                        }
                    }
                    case VoiceActivity.Ended(long tick, long _, Duration _, long _) -> {
                        end = tick / FRAME;
                        Arrays.fill(found, (int) Math.max(onset, 0), (int) end, true);
                    }
                }
            }
            unheard += events.isEmpty() ? 1 : 0;
            boolean[] energetic = byEnergy(samples);
            for (int n = 0; n < speech.length; n++) {
                speechFrames += speech[n] ? 1 : 0;
                otherFrames += speech[n] ? 0 : 1;
                missed += speech[n] && !found[n] ? 1 : 0;
                falseFrames += !speech[n] && found[n] ? 1 : 0;
                missedByEnergy += speech[n] && !energetic[n] ? 1 : 0;
            }
        }

        void add(Score other) {
            speechFrames += other.speechFrames;
            otherFrames += other.otherFrames;
            missed += other.missed;
            falseFrames += other.falseFrames;
            missedByEnergy += other.missedByEnergy;
            falseEnds += other.falseEnds;
            unheard += other.unheard;
            told.addAll(other.told);
        }

        double missedShare() {
            return 100.0 * missed / speechFrames;
        }

        double falseShare() {
            return 100.0 * falseFrames / otherFrames;
        }

        int toldAfter(int percent) {
            Collections.sort(told);
            return told.get((told.size() - 1) * percent / 100);
        }

        String row(String voice, Noise noise) {
            return String.format(
                    "| %s | %s | %.1f %% | %.1f %% | %.1f %% | %d | %d ms | %d ms |",
                    voice,
                    noise,
                    missedShare(),
                    falseShare(),
                    100.0 * missedByEnergy / speechFrames,
                    falseEnds,
                    toldAfter(50),
                    toldAfter(90));
        }

        /// 9 dB over a tracked floor.
        private static boolean[] byEnergy(short[] samples) {
            boolean[] loud = new boolean[samples.length / FRAME];
            double floor = -1;
            for (int frame = 0; frame < loud.length; frame++) {
                double sum = 0;
                for (int n = frame * FRAME; n < (frame + 1) * FRAME; n++) {
                    sum += (double) samples[n] * samples[n];
                }
                double level = 10 * Math.log10(sum / FRAME + 1);
                floor = floor < 0 ? level : floor;
                loud[frame] = level > floor + 9;
                double step = level - floor;
                floor += step < 0 ? step * 0.3 : Math.min(step, 5) * (loud[frame] ? 0.002 : 0.05);
            }
            return loud;
        }
    }
}
