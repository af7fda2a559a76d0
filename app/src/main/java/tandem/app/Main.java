package tandem.app;

/// The server's entry point.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        System.out.println("Tandem");
    }
}
