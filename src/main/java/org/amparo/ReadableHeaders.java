package org.amparo;

import java.util.function.IntPredicate;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The framework's own rule for the names and values of headers (assigned characters and no control characters but the tabulator in values), found
 * without its pattern: the header with the token is read several times a request.
 */
final class ReadableHeaders {

    private ReadableHeaders() {}

    static StrictHttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedHeaderNames(name -> all(name, ReadableHeaders::isReadable));
        firewall.setAllowedHeaderValues(value -> all(value, c -> c == '\t' || isReadable(c)));
        return firewall;
    }

    private static boolean isReadable(int character) {
        return character >= ' ' && character <= '~'
                || Character.isDefined(character) && !Character.isISOControl(character);
    }

    private static boolean all(String text, IntPredicate allowed) {
        for (var i = 0; i < text.length(); ) {
            var character = text.codePointAt(i);
            if (!allowed.test(character)) {
                return false;
            }
            i += Character.charCount(character);
        }
        return true;
    }
}
