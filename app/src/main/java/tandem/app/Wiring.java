package tandem.app;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import tandem.agentloop.LanguageModel;
import tandem.agentloop.Synthesizer;
import tandem.agentloop.Tool;
import tandem.agentloop.flow.Flow;
import tandem.agentloop.provider.espeak.EspeakSettings;
import tandem.agentloop.provider.espeak.EspeakSynthesizer;
import tandem.agentloop.provider.flite.FliteSettings;
import tandem.agentloop.provider.flite.FliteSynthesizer;
import tandem.agentloop.provider.pocketsphinx.PocketsphinxRecognizer;
import tandem.agentloop.speechspace.SpeechSpace;
import tandem.agentloop.voice.VoiceAgent;
import tandem.callcontrol.CallJournal;
import tandem.callcontrol.Calls;
import tandem.callcontrol.HumanDesk;
import tandem.callcontrol.Recorder;
import tandem.callmodel.time.Time;
import tandem.console.HttpEndpoint;
import tandem.console.HttpSettings;
import tandem.media.EmbeddedMediaPlane;
import tandem.sipedge.jain.JainSipSignaling;

/// The system in one page, leaves first: what there is, and who is given whom. Nothing runs before
/// [Server] starts it.
record Wiring(
        ExecutorService dsp,
        PocketsphinxRecognizer recognizer,
        FliteSynthesizer english,
        EspeakSynthesizer otherLanguages,
        EmbeddedMediaPlane media,
        JainSipSignaling signaling,
        Calls calls,
        HttpEndpoint http) {

    static Wiring of(
            Settings settings,
            Flow flow,
            Time time,
            PrometheusMeterRegistry meters,
            Supplier<List<String>> hindrances,
            PrintStream terminal) {
        ExecutorService dsp =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        PocketsphinxRecognizer recognizer =
                new PocketsphinxRecognizer(
                        settings.recognizer(), List.of(SpeechSpace.of(flow)), time, meters);
        FliteSynthesizer english = new FliteSynthesizer(FliteSettings.defaults(), dsp, meters);
        EspeakSynthesizer others = new EspeakSynthesizer(EspeakSettings.defaults(), dsp, meters);
        LanguageModel brain = new InterimModel();
        VoiceAgent agent =
                new VoiceAgent(
                        flow,
                        recognizer,
                        brain,
                        Map.of("en", List.<Synthesizer>of(english, others)),
                        List.<Tool>of(),
                        settings.turns(),
                        time,
                        meters);
        EmbeddedMediaPlane media = new EmbeddedMediaPlane(settings.media(), time, meters);
        JainSipSignaling signaling = new JainSipSignaling(settings.sip(), time, meters);
        CallJournal journal = new CallLines(terminal);
        Recorder recorder =
                new Recorder() {
                    public Recording start(
                            tandem.callmodel.CallId c,
                            tandem.callmodel.audio.FrameRing h,
                            tandem.callmodel.audio.FrameRing s) {
                        return done ->
                                done.accept(
                                        new Outcome(
                                                c,
                                                Optional.empty(),
                                                java.time.Duration.ZERO,
                                                0,
                                                "interim"));
                    }

                    public void close() {}
                };
        HumanDesk desk = (c, p, r) -> new HumanDesk.Outcome.Unavailable("interim");
        Calls calls =
                new Calls(
                        signaling,
                        media,
                        agent,
                        recorder,
                        journal,
                        desk,
                        settings.calls(),
                        time,
                        meters);
        HttpEndpoint http =
                new HttpEndpoint(
                        new HttpSettings(
                                settings.httpAddress().getHostAddress(), settings.httpPort()),
                        hindrances,
                        meters::scrape);
        return new Wiring(dsp, recognizer, english, others, media, signaling, calls, http);
    }
}
