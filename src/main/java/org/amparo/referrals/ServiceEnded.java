package org.amparo.referrals;

import org.amparo.kernel.Accountable;

/** Signal: the service that began with this referral has ended. */
public interface ServiceEnded extends Accountable {

    ReferralId referral();
}
