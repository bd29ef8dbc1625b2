package org.amparo.vault;

import com.google.crypto.tink.subtle.X25519;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.commons.codec.binary.Base32;

/**
 * What brings a lost key file back. The recovery copy beside the key file is sealed (HPKE, RFC 9180) to a key nobody has: its private half
 * was split, when the kit was made, among two or three custodians, of whom any two can put it together. A custodian's sheet alone opens
 * nothing and tells nothing; neither do all sheets without a recovery copy, nor a copy without two sheets.
 *
 * <p>The split needs nothing but exclusive or. For two custodians the secret is the sum of two parts and each holds one; for three it is the
 * sum of three parts and each holds two, so that any two together hold all three, and one of them misses one part.
 */
final class RecoveryKit {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int CHECK = 4;
    private static final Pattern LINE =
            Pattern.compile("(?im)^\\s*PART\\s+([123])\\s*:((?:\\s+[A-Z0-9]{1,4}){1,60})\\s*$");
    private static final Pattern KIT = Pattern.compile("(?im)^\\s*KIT\\s*:\\s*([A-Z0-9-]+)\\s*$");

    private RecoveryKit() {}

    /** A recovery copy: what lies beside the key file and is copied to a safe place. */
    record Copy(String kit, UUID installation, byte[] sealed) {}

    /** A kit just made: what stays, and what is printed and then forgotten. */
    record Made(KeyFile.Kit kit, List<String> sheets) {}

    /** @param custodians 2, who are both needed, or 3, of whom any two are enough */
    static Made make(int custodians, SecureRandom random) {
        if (custodians != 2 && custodians != 3) {
            throw new KeyTrouble(
                    "a recovery kit is for 2 custodians, who are both needed, or for 3, of whom any two are");
        }
        var secret = X25519.generatePrivateKey();
        var name = name(random);
        var parts = split(secret, custodians, random);
        var sheets = new ArrayList<String>();
        for (var sheet = 1; sheet <= custodians; sheet++) {
            sheets.add(sheet(sheet, custodians, name, parts));
        }
        return new Made(new KeyFile.Kit(name, custodians, Hpke.publicKey(secret)), List.copyOf(sheets));
    }

    /** As many parts as custodians, of whose sum the secret is; all but one of them tell nothing of it. */
    static List<byte[]> split(byte[] secret, int parts, SecureRandom random) {
        var all = new ArrayList<byte[]>();
        var last = secret.clone();
        for (var number = 1; number < parts; number++) {
            var part = new byte[secret.length];
            random.nextBytes(part);
            all.add(part);
            add(part, last);
        }
        all.add(last);
        return all;
    }

    static Copy seal(KeyFile keys) {
        return new Copy(
                keys.kit().name(),
                keys.installation(),
                Hpke.seal(
                        keys.kit().publicKey(),
                        KeyFiles.content(keys),
                        bound(keys.kit().name(), keys.installation())));
    }

    /**
     * Opens a recovery copy with what two custodians brought.
     *
     * @param sheets their sheets as printed or typed
     * @throws KeyTrouble when a part is missing, mistyped, or of another kit
     */
    static KeyFile open(Copy copy, List<String> sheets) {
        var parts = new TreeMap<Integer, byte[]>();
        for (var sheet : sheets) {
            read(sheet, copy.kit(), parts);
        }
        if (parts.size() < 2) {
            throw new KeyTrouble("two custodians' sheets are needed; here are parts " + parts.keySet());
        }
        var secret = new byte[Hpke.KEY];
        parts.values().forEach(part -> add(part, secret));
        try {
            return KeyFiles.parse(Hpke.open(secret, copy.sealed(), bound(copy.kit(), copy.installation())));
        } catch (GeneralSecurityException e) {
            throw new KeyTrouble(
                    "these sheets do not open this recovery copy; of three custodians, two different sheets are needed");
        } finally {
            Arrays.fill(secret, (byte) 0);
        }
    }

    private static void read(String sheet, String kit, Map<Integer, byte[]> parts) {
        var named = KIT.matcher(sheet);
        if (named.find() && !named.group(1).equalsIgnoreCase(kit)) {
            throw new KeyTrouble("a sheet is of kit " + named.group(1) + ", and the recovery copy of kit " + kit);
        }
        var line = LINE.matcher(sheet);
        while (line.find()) {
            var number = Integer.parseInt(line.group(1));
            parts.put(number, part(number, kit, line.group(2)));
        }
    }

    /** @throws KeyTrouble when it is mistyped, or of another kit or number */
    static byte[] part(int number, String kit, String typed) {
        var plain = typed.replaceAll("\\s", "")
                .toUpperCase(Locale.ROOT)
                .replace('0', 'O')
                .replace('1', 'I')
                .replace('8', 'B');
        if (plain.length() > CHECK) {
            var text = plain.substring(0, plain.length() - CHECK);
            var part = new Base32().decode(text);
            if (part.length == Hpke.KEY && check(number, kit, part).equals(plain.substring(text.length()))) {
                return part;
            }
        }
        throw new KeyTrouble("part " + number + " is mistyped");
    }

    private static String sheet(int sheet, int custodians, String name, List<byte[]> parts) {
        var text = new StringBuilder("""
                AMPARO RECOVERY SHEET %d OF %d

                KIT: %s

                """.formatted(sheet, custodians, name));
        line(text, sheet, name, parts);
        if (custodians == 3) {
            line(text, sheet % 3 + 1, name, parts);
        }
        return text.append(
                        """

                %s
                Keep this sheet where the other custodians' sheets are not. Never photograph it, never type it anywhere but into:
                  java -jar amparo.jar keys restore
                """.formatted(
                                        custodians == 2
                                                ? "Both sheets are needed to bring a lost key file back, with its recovery copy."
                                                : "Any two of the three sheets bring a lost key file back, with its recovery copy."))
                .toString();
    }

    private static void line(StringBuilder text, int number, String kit, List<byte[]> parts) {
        text.append("PART ").append(number).append(": ").append(letters(number, kit, parts.get(number - 1)));
        text.append('\n');
    }

    /** A part as it is printed: groups of four letters, the last of which finds a mistyped one. */
    static String letters(int number, String kit, byte[] part) {
        var letters = new Base32().encodeToString(part).replace("=", "") + check(number, kit, part);
        var groups = new StringBuilder();
        for (var at = 0; at < letters.length(); at += 4) {
            groups.append(at == 0 ? "" : " ").append(letters, at, Math.min(letters.length(), at + 4));
        }
        return groups.toString();
    }

    /** Finds a mistyped letter; tells nothing that helps to guess 256 bits. */
    private static String check(int number, String kit, byte[] part) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(("amparo-sheet|" + kit + '|' + number + '|').getBytes(StandardCharsets.UTF_8));
            return new Base32().encodeToString(digest.digest(part)).substring(0, CHECK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    static String name(SecureRandom random) {
        var name = new StringBuilder();
        for (var letter = 0; letter < 8; letter++) {
            name.append(letter == 4 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return name.toString();
    }

    static void add(byte[] part, byte[] sum) {
        for (var at = 0; at < sum.length; at++) {
            sum[at] ^= part[at];
        }
    }

    private static byte[] bound(String kit, UUID installation) {
        return ("amparo-recovery-1|" + kit + '|' + installation).getBytes(StandardCharsets.UTF_8);
    }
}
