package org.amparo;

import java.beans.PropertyEditorSupport;
import org.amparo.kernel.Typing;
import org.springframework.boot.jackson.JacksonComponent;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.InitBinder;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;
import tools.jackson.databind.exc.MismatchedInputException;

/**
 * No text from outside holds what no text may keep ({@link Typing}). A page drops it: it came with a clipboard, and nobody sees it. The API
 * refuses it and names the field: a program that sends it is mistaken.
 */
@ControllerAdvice
class ReadableText {

    /** A text with characters that can't be kept. */
    static final class Unreadable extends MismatchedInputException {

        Unreadable(JsonParser parser) {
            super(parser, "unreadable characters", String.class);
        }
    }

    @InitBinder
    void text(WebDataBinder binder) {
        binder.registerCustomEditor(String.class, new Cleaning());
    }

    private static final class Cleaning extends PropertyEditorSupport {

        @Override
        public void setAsText(String text) {
            setValue(Typing.isClean(text) ? text : Typing.clean(text));
        }

        @Override
        public String getAsText() {
            return getValue() == null ? "" : getValue().toString();
        }
    }

    /** Reads a text as the framework does, and looks at it. */
    @JacksonComponent(type = String.class)
    static final class Reader extends StdScalarDeserializer<String> {

        Reader() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) {
            var text = StringDeserializer.instance.deserialize(parser, context);
            if (text != null && !Typing.isClean(text)) {
                throw new Unreadable(parser);
            }
            return text;
        }
    }
}
