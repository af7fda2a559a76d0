package tandem.sipedge.jain;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import tandem.callcontrol.MediaAddress;
import tandem.callcontrol.SipEvent;
import tandem.callmodel.time.Time;

/// For trying by hand: answers every call with a fixed media address and prints what happens; Enter
/// prints the meters. Arguments: port.
final class AnsweringMain {

    private AnsweringMain() {}

    public static void main(String[] arguments) throws Exception {
        TestSettings settings = new TestSettings();
        settings.port = Integer.parseInt(arguments[0]);
        settings.t1 = java.time.Duration.ofMillis(500);
        boolean quiet = arguments.length > 1;
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        MediaAddress local = new MediaAddress(InetAddress.getLoopbackAddress(), 40_000);
        try (JainSipSignaling edge =
                new JainSipSignaling(settings.build(), Time.system(), registry)) {
            edge.start(event -> {
                if (!quiet) {
                    System.out.println(event);
                }
                switch (event) {
                    case SipEvent.Invited invited -> {
                        edge.ring(invited.call());
                        edge.answer(invited.call(), local);
                    }
                    case SipEvent.Reinvited again -> edge.answer(again.call(), local);
                    case SipEvent.Acknowledged _,
                            SipEvent.Cancelled _,
                            SipEvent.HungUp _,
                            SipEvent.KeyByInfo _ -> {}
                }
            });
            System.out.println("listening on " + edge.port());
            while (System.in.read() >= 0) {
                for (Meter meter : registry.getMeters()) {
                    System.out.println(meter.getId() + " " + meter.measure());
                }
            }
        }
    }
}
