package dev.jetvm.conformance.property;

import dev.jetvm.conformance.exchange.Ask;
import dev.jetvm.conformance.exchange.Reply;
import dev.jetvm.conformance.exchange.Wire;
import dev.jetvm.conformance.model.Utf8Model;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/** Laws of UTF-8 validation and of the replacement of ill-formed input. */
@Tag("kind:property")
@Tag("level:must")
@Tag("requires:string.utf8")
class Utf8Props {

    /**
     * Two oracles: the table of the Unicode Standard for the offset of the fault, and the JDK's decoder for the count.
     */
    @Property(tries = 1000)
    @Tag("id:prop-utf8-valid")
    @Tag("STR-01")
    @Tag("STR-02")
    void bytesAreUtf8OrNot(@ForAll(supplier = Any.Noise.class) byte[] bytes) {
        Reply reply = Ask.op("string.utf8").with("bytes", bytes).send();
        Optional<Integer> characters = decodedByTheJdk(bytes);
        if (characters.isPresent()) {
            reply.is(Wire.object().put("valid", true).put("chars", characters.get()));
        } else {
            reply.is(Wire.object().put("valid", false).put("at", Utf8Model.firstIllFormed(bytes)));
        }
    }

    @Property(tries = 1000)
    @Tag("id:prop-utf8-lossy")
    @Tag("STR-01")
    void eachMaximalSubpartIsReplacedOnce(@ForAll(supplier = Any.Noise.class) byte[] bytes) {
        Ask.op("string.utf8").with("bytes", bytes).with("lossy", true)
                .expect(value -> value.put("valid", Utf8Model.firstIllFormed(bytes) < 0).put("bytes",
                        Wire.base64(Utf8Model.lossy(bytes))));
    }

    private static Optional<Integer> decodedByTheJdk(byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
            return Optional.of(text.codePointCount(0, text.length()));
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
