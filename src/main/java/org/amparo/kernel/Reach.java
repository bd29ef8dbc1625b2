package org.amparo.kernel;

import java.util.function.Supplier;

/**
 * How far the statements of a thread reach in the database, whose row-level security is the second wall behind the checks of the code. While
 * a request is answered it is as far as the signed-in person may see; in listeners after commit and in scheduled tasks it is as far as
 * Amparo itself may; anywhere else nothing about a person can be read.
 *
 * <p>Neither method asks whether the person may do what they ask for. Who calls them has established that before, by a row that was read
 * within the person's own reach.
 */
public interface Reach {

    /**
     * The rest of the running transaction is Amparo's own: what follows from an answer that was the person's to give, such as taking everybody
     * else's offer back. Every event but a look or a refusal widens by itself, so that projections may write.
     *
     * @throws IllegalStateException when no transaction is running
     */
    void widen();

    /** Does work that is nobody's: what an installation does when it starts, or on behalf of no person. */
    <T> T ofAmparo(Supplier<T> work);

    /** Does work that is nobody's. */
    default void ofAmparo(Runnable work) {
        ofAmparo(() -> {
            work.run();
            return true;
        });
    }
}
