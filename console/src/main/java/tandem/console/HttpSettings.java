package tandem.console;

/// Where health and metrics are served. Immutable.
///
/// @param address of this machine; the default is reached from this machine only
/// @param port 0: any free one
public record HttpSettings(String address, int port) {

    public HttpSettings {
        if (address.isBlank()) {
            throw new IllegalArgumentException("http.address must not be empty");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("http.port out of 0-65535: " + port);
        }
    }

    public static HttpSettings defaults() {
        return new HttpSettings("127.0.0.1", 8_080);
    }
}
