package dev.jetvm.vm.agent;

import static dev.jetvm.vm.agent.Json.object;

import dev.jetvm.runtime.object.StringImage;
import dev.jetvm.runtime.panic.RejectException;
import dev.jetvm.runtime.text.Fnv1a;
import dev.jetvm.runtime.text.StringForm;
import dev.jetvm.runtime.text.Utf8;
import dev.jetvm.runtime.value.Kind;
import dev.jetvm.runtime.value.TaggedWord;
import dev.jetvm.runtime.value.Value;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Operations on strings: forms, hash, UTF-8, and copies for C.
 *
 * @spec STR-17
 */
final class StringOperations {
    private StringOperations() {}

    static List<Operation> all() {
        return List.of(new Operation("string.form", "string.forms", StringOperations::form),
                new Operation("string.decode", "string.forms", StringOperations::decode),
                new Operation("string.hash", "string.forms", StringOperations::hash),
                new Operation("string.utf8", "string.utf8", StringOperations::utf8),
                new Operation("string.export", "string.export", StringOperations::export));
    }

    private static byte[] text(Arguments in) {
        byte[] utf8 = in.bytes("bytes");
        Utf8.requireWellFormed(utf8);
        return utf8;
    }

    private static ObjectNode summary(StringForm form, long length, long chars, int hash) {
        return object().put("form", form.wire()).put("length", length).put("chars", chars).put("hash",
                Json.word32(hash));
    }

    private static ObjectNode form(Arguments in) {
        byte[] utf8 = text(in);
        boolean hashed = in.truth("hashed", false);
        StringForm form = StringForm.ofLength(utf8.length);
        ObjectNode answer = summary(form, utf8.length, Utf8.count(utf8), Fnv1a.hash(utf8)).put("allocated",
                form.objectSize());
        if (form == StringForm.IMMEDIATE) {
            return answer.put("word", Json.word(TaggedWord.ofSmallString(utf8)));
        }
        if (form == StringForm.INLINE || in.has("address")) {
            long buffer = form == StringForm.INLINE ? 0 : in.word("address");
            long capacity = form == StringForm.EXTERNAL && in.has("capacity") ? capacity(in, utf8.length) : utf8.length;
            byte[] image = StringForm.objectImage(utf8, buffer, capacity, hashed);
            answer.put("image", Json.bytes(image));
        }
        return answer;
    }

    /** Not clamped: 2^63 is out of range, although its clamped value would pass. */
    private static long capacity(Arguments in, int length) {
        BigInteger capacity = in.number("capacity");
        if (capacity.bitLength() > 63 || capacity.compareTo(BigInteger.valueOf(length)) < 0) {
            throw new BadRequest("capacity must be from the length to 2^63-1");
        }
        return capacity.longValueExact();
    }

    private static ObjectNode decode(Arguments in) {
        if (in.either("word", "image")) {
            long word = in.word("word");
            Value value = TaggedWord.decode(word);
            if (TaggedWord.classify(word) == Kind.STRING && value instanceof Value.Text(byte[] utf8)) {
                return summary(StringForm.IMMEDIATE, utf8.length, Utf8.count(utf8), Fnv1a.hash(utf8)).put("bytes",
                        Json.bytes(utf8));
            }
            throw RejectException.malformed("string-type", "the word is no string");
        }
        byte[] content = in.has("content") ? in.bytes("content") : null;
        StringImage image = StringImage.decode(in.bytes("image"), content);
        byte[] utf8 = image.utf8();
        if (utf8 != null) {
            ObjectNode answer = summary(image.form(), image.length(), image.chars(), Fnv1a.hash(utf8));
            // The bytes of an external string are in its buffer; the given content is not returned.
            return image.form() == StringForm.EXTERNAL ? answer : answer.put("bytes", Json.bytes(utf8));
        }
        ObjectNode answer = summary(image.form(), image.length(), image.chars(), image.hash());
        if (image.hash() == 0) {
            // The hash is not computed and the text is unavailable. The value 0 is never reported as a hash (STR-03).
            answer.remove("hash");
        }
        return answer;
    }

    private static ObjectNode hash(Arguments in) {
        return object().put("hash", Json.word32(Fnv1a.hash(text(in))));
    }

    private static ObjectNode utf8(Arguments in) {
        byte[] bytes = in.bytes("bytes");
        int bad = Utf8.firstIllFormed(bytes);
        ObjectNode answer = object().put("valid", bad < 0);
        if (in.truth("lossy", false)) {
            return answer.put("bytes", Json.bytes(Utf8.lossy(bytes)));
        }
        return bad < 0 ? answer.put("chars", Utf8.count(bytes)) : answer.put("at", bad);
    }

    /** Returns a copy for C: the bytes and one NUL, which is not part of the length. */
    private static ObjectNode export(Arguments in) {
        byte[] utf8 = text(in);
        return object().put("bytes", Json.bytes(Arrays.copyOf(utf8, utf8.length + 1)));
    }
}
