package io.github.camelhubspot.transport;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The server side of an HTTP/2 connection, frame by frame, for responses that no HTTP library would send. */
final class Http2Peer {

    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;

    private static final int PREFACE = 24;
    private static final int HEAD = 9;
    private static final short MAX_CONCURRENT_STREAMS = 3;
    private static final byte ACK = 1;
    private static final byte END_OF_STREAM_AND_HEADERS = 5;
    private static final byte STATUS_204 = (byte) 0x89; // indexed entry of HPACK's static table

    /** A frame that the client sent. */
    record Frame(int type, int flags, int stream) {
    }

    private final RawServer.Peer peer;

    /** Exchanges the connection preface with the client. */
    Http2Peer(RawServer.Peer peer) throws IOException {
        this(peer, new byte[0]);
    }

    /** @param mostStreams maximum concurrent streams of the client */
    Http2Peer(RawServer.Peer peer, int mostStreams) throws IOException {
        this(peer, ByteBuffer.allocate(6).putShort(MAX_CONCURRENT_STREAMS).putInt(mostStreams).array());
    }

    private Http2Peer(RawServer.Peer peer, byte[] settings) throws IOException {
        this.peer = peer;
        peer.read(PREFACE);
        send(SETTINGS, 0, 0, settings);
    }

    /** Returns the next frame, or {@code null} at the end of the connection. Acknowledges settings frames and skips them. */
    Frame next() throws IOException {
        while (true) {
            byte[] head = peer.read(HEAD);
            if (head.length < HEAD) {
                return null;
            }
            ByteBuffer read = ByteBuffer.wrap(head);
            int lengthAndType = read.getInt();
            int flags = read.get();
            Frame frame = new Frame(lengthAndType & 0xff, flags, read.getInt());
            peer.read(lengthAndType >>> 8);
            if (frame.type() != SETTINGS) {
                return frame;
            }
            if (flags == 0) {
                send(SETTINGS, ACK, 0, new byte[0]);
            }
        }
    }

    /** Returns the stream of the next request, or 0 at the end of the connection. */
    int request() throws IOException {
        Frame frame = next();
        while (frame != null && frame.type() != HEADERS) {
            frame = next();
        }
        return frame == null ? 0 : frame.stream();
    }

    /** Sends a response with status 204. */
    void answer(int stream) throws IOException {
        send(HEADERS, END_OF_STREAM_AND_HEADERS, stream, new byte[] { STATUS_204 });
    }

    void reset(int stream, int error) throws IOException {
        send(RST_STREAM, 0, stream, ByteBuffer.allocate(4).putInt(error).array());
    }

    /** @param last the last stream that the server may have processed */
    void goAway(int last, int error) throws IOException {
        send(GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(last).putInt(error).array());
    }

    private void send(int type, int flags, int stream, byte[] payload) throws IOException {
        peer.write(ByteBuffer.allocate(HEAD + payload.length).putInt(payload.length << 8 | type).put((byte) flags)
                .putInt(stream).put(payload).array());
    }
}
