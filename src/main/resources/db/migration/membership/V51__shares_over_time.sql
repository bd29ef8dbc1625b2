-- Which share was agreed from when until when: a report on last year is set beside what was agreed last year.
CREATE TABLE membership.fund_share_term (
    fund         uuid    NOT NULL REFERENCES membership.fund,
    organization uuid    NOT NULL REFERENCES membership.organization,
    percent      integer NOT NULL CHECK (percent BETWEEN 1 AND 100),
    valid_from   date    NOT NULL,
    valid_to     date CHECK (valid_to > valid_from),
    PRIMARY KEY (fund, organization, valid_from)
);
INSERT INTO membership.fund_share_term (fund, organization, percent, valid_from)
SELECT fund_share.fund, fund_share.organization, fund_share.percent, fund.starts_on
FROM membership.fund_share JOIN membership.fund ON fund.id = fund_share.fund;
