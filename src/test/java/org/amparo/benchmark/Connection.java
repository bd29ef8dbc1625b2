package org.amparo.benchmark;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that is kept open, with one request on its way at a time. It does as little as can be done: the load generator
 * shares two cores with what it measures, and a full HTTP client takes more of them than the application's security does.
 */
final class Connection implements AutoCloseable {

    private static final int OK = 200;

    private final URI address;
    private final String token;
    private Socket socket;
    private InputStream in;

    Connection(URI address, String token) throws IOException {
        this.address = address;
        this.token = token;
        this.socket = open(address);
        this.in = reading(socket);
    }

    private static Socket open(URI address) throws IOException {
        var socket = new Socket(address.getHost(), address.getPort());
        socket.setTcpNoDelay(true);
        return socket;
    }

    private static InputStream reading(Socket socket) throws IOException {
        return new BufferedInputStream(socket.getInputStream(), 32 * 1024);
    }

    /** @throws IllegalStateException when the answer is not 200 */
    void get(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\n\r\n");
        expect(OK, path);
    }

    /**
     * @return what was answered
     * @throws IllegalStateException when the answer is not 200
     */
    byte[] body(String path) throws IOException {
        send("GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer " + token
                + "\r\n\r\n");
        var body = new ByteArrayOutputStream();
        expect(OK, path, body);
        return body.toByteArray();
    }

    /** @throws IllegalStateException when the answer is not the expected one */
    void post(String path, String json, int expected) throws IOException {
        post(path, json.getBytes(StandardCharsets.UTF_8), expected);
    }

    /** @throws IllegalStateException when the answer is not the expected one */
    void post(String path, byte[] json, int expected) throws IOException {
        var head = "POST " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\nAuthorization: Bearer "
                + token + "\r\nContent-Type: application/json\r\nContent-Length: " + json.length + "\r\n\r\n";
        var request = new byte[head.length() + json.length];
        System.arraycopy(head.getBytes(StandardCharsets.ISO_8859_1), 0, request, 0, head.length());
        System.arraycopy(json, 0, request, head.length(), json.length);
        socket.getOutputStream().write(request);
        expect(expected, path);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void send(String request) throws IOException {
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    }

    private void expect(int expected, String path) throws IOException {
        expect(expected, path, OutputStream.nullOutputStream());
    }

    private void expect(int expected, String path, OutputStream answer) throws IOException {
        var status = Integer.parseInt(line().split(" ", 3)[1]);
        var length = 0;
        var chunked = false;
        var last = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "content-length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            } else if (header.regionMatches(true, 0, "transfer-encoding:", 0, 18)) {
                chunked = header.toLowerCase(Locale.ROOT).contains("chunked");
            } else if (header.equalsIgnoreCase("connection: close")) {
                last = true;
            }
        }
        if (status == expected) {
            if (chunked) {
                chunks(answer);
            } else {
                answer.write(in.readNBytes(length));
            }
        } else {
            var body = new ByteArrayOutputStream();
            if (chunked) {
                chunks(body);
            } else {
                body.write(in.readNBytes(length));
            }
            throw new IllegalStateException(
                    path + " answered " + status + ": " + body.toString(StandardCharsets.UTF_8));
        }
        if (last) {
            socket.close();
            socket = open(address);
            in = reading(socket);
        }
    }

    private void chunks(OutputStream body) throws IOException {
        for (var size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
            body.write(in.readNBytes(size));
            line();
        }
        line();
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the connection was closed in the middle of an answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
