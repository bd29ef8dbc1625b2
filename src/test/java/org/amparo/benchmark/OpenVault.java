package org.amparo.benchmark;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.amparo.vault.Vault;
import org.aopalliance.intercept.MethodInterceptor;
import org.springframework.aop.framework.ProxyFactory;

/**
 * A vault that seals nothing for a while, to see what sealing costs: no key is made and bytes are kept as they are. What was kept so is
 * read again, then and later.
 */
final class OpenVault {

    /** No sealed bytes begin like this. */
    private static final byte[] OPEN = {0, 'o', 'p', 'e', 'n'};

    private volatile boolean open;

    /** The same vault, of its own class, since others of its module know it by that. */
    Object inFrontOf(Vault vault) {
        var proxy = new ProxyFactory(vault);
        proxy.setProxyTargetClass(true);
        proxy.addAdvice((MethodInterceptor) call -> switch (call.getMethod().getName()) {
            case "admit" -> open ? null : call.proceed();
            case "seal" -> open ? kept((byte[]) call.getArguments()[1]) : call.proceed();
            case "open" -> {
                var kept = (byte[]) call.getArguments()[1];
                yield isOpen(kept) ? Optional.of(Arrays.copyOfRange(kept, OPEN.length, kept.length)) : call.proceed();
            }
            default -> call.proceed();
        });
        return proxy.getProxy();
    }

    private static byte[] kept(byte[] text) {
        return ByteBuffer.allocate(OPEN.length + text.length)
                .put(OPEN)
                .put(text)
                .array();
    }

    <T> T leavingOpen(Callable<T> deed) throws Exception {
        open = true;
        try {
            return deed.call();
        } finally {
            open = false;
        }
    }

    private static boolean isOpen(byte[] kept) {
        return kept.length >= OPEN.length && Arrays.equals(kept, 0, OPEN.length, OPEN, 0, OPEN.length);
    }
}
