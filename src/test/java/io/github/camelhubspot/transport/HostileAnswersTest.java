package io.github.camelhubspot.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import io.github.camelhubspot.HttpVersion;
import io.github.camelhubspot.HubSpotException;
import io.github.camelhubspot.HubSpotNotFoundException;
import io.github.camelhubspot.HubSpotTransportException;
import io.github.camelhubspot.support.HubSpotTestSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Responses that are not from HubSpot: their memory use is limited, and the failure names the server. */
class HostileAnswersTest extends HubSpotTestSupport {

    private static final int MEGABYTE = 1024 * 1024;

    private String options(RawServer server, HttpVersion version) {
        return "serviceUrl=" + server.url() + "&httpVersion=" + version;
    }

    @ParameterizedTest
    @CsvSource({ "HTTP_1_1, MAP", "HTTP_2, MAP", "HTTP_1_1, JSON", "HTTP_2, POJO" })
    void rejectsASmallResponse_thatExpandsToMillionsOfValues(HttpVersion version, String outputType) throws Exception {
        byte[] answer = RawServer.answer(200, packed("{\"results\":[[]", ",[]", 60 * MEGABYTE, "]}"), "Content-Encoding: gzip");
        assertThat(answer.length).isLessThan(MEGABYTE);
        try (RawServer server = RawServer.start(RawServer.answering(answer))) {
            assertThat(send("hubspot-leads:list?outputType=" + outputType + "&" + options(server, version), null).getException())
                    .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("has more in it than is read");
        }
    }

    private static byte[] packed(String begin, String piece, int length, String end) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(begin.getBytes(StandardCharsets.UTF_8));
            byte[] pieces = piece.repeat(10_000).getBytes(StandardCharsets.UTF_8);
            for (int left = length; left > 0; left -= pieces.length) {
                out.write(pieces);
            }
            out.write(end.getBytes(StandardCharsets.UTF_8));
        }
        return packed.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void namesAnUnknownHost(HttpVersion version) {
        assertThat(send("hubspot-leads:list?serviceUrl=http://no-such-host.invalid&httpVersion=" + version, null).getException())
                .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("not sent")
                .hasMessageContaining("unknown host 'no-such-host.invalid'");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheAddress_whenA404IsNotFromHubSpot(HttpVersion version) {
        byte[] answer = RawServer.answer(404, "<html><title>Not found</title></html>".getBytes(StandardCharsets.UTF_8));
        try (RawServer server = RawServer.start(RawServer.answering(answer))) {
            assertThat(send("hubspot-leads:read?leadId=17&properties=a&" + options(server, version), null).getException())
                    .isExactlyInstanceOf(HubSpotNotFoundException.class)
                    .hasMessageContaining("Not found (" + server.url() + "/crm/v3/objects/leads/17, which does not answer as HubSpot does: check serviceUrl)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotMentionServiceUrl_whenA404IsFromHubSpot(HttpVersion version) {
        assertThat(send("hubspot-leads:read?leadId=17&httpVersion=" + version, null).getException())
                .isExactlyInstanceOf(HubSpotNotFoundException.class).hasMessageNotContaining("serviceUrl");
    }

    @ParameterizedTest
    @EnumSource
    void namesTheServer_whenACallFailsWithoutAResponse(HttpVersion version) {
        try (RawServer server = RawServer.start(RawServer.Peer::request)) {
            assertThat(send("hubspot-leads:list?" + options(server, version), null).getException())
                    .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining(server.url());
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotRetryA407_withoutAProxy(HttpVersion version) {
        try (RawServer server = RawServer.start(RawServer.answering(RawServer.answer(407, new byte[0])))) {
            assertThat(send("hubspot-leads:create?maxRetries=3&" + options(server, version),
                    Map.of("hs_lead_name", "Jane", "contactId", "1")).getException())
                    .isInstanceOfSatisfying(HubSpotException.class, e -> assertThat(e.getStatus()).isEqualTo(407));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void connectTimeoutIncludesTheTlsHandshake(HttpVersion version) {
        try (RawServer server = RawServer.start(peer -> peer.pause(300_000))) {
            assertThat(send("hubspot-leads:list?connectTimeout=500&requestTimeout=300000&" + options(server, version)
                    .replace("http://", "https://"), null).getException())
                    .isExactlyInstanceOf(HubSpotTransportException.class).hasMessageContaining("not sent");
        }
    }
}
