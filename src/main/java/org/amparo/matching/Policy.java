package org.amparo.matching;

/** One hard rule. Answers for one case and one provider, with a reason; looks at nothing but what it is given. */
interface Policy {

    Verdict judge(Situation situation, Candidate candidate);
}
