package org.amparo.correspondence;

/** Why a letter could not be delivered. */
public enum DeliveryTrouble {
    SERVER_UNREACHABLE,
    SIGN_IN_REFUSED,
    ADDRESS_REFUSED,
    OTHER
}
