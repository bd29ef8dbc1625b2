package org.amparo.catalog;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.DiscriminatorValue;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import org.amparo.kernel.CountyCode;
import org.amparo.kernel.FieldOfficeCode;
import org.amparo.kernel.Rejected;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A place of detention. */
@Entity
@DiscriminatorValue("FACILITY")
class FacilityItem extends Item {

    private String city;

    @JdbcTypeCode(SqlTypes.CHAR)
    @Column(length = 2)
    private String state;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "county"))
    private @Nullable CountyCode county;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "field_office"))
    private FieldOfficeCode fieldOffice;

    @Enumerated(EnumType.STRING)
    @Column(name = "facility_kind")
    private Facility.Kind type;

    @SuppressWarnings("NullAway.Init") // for the persistence provider
    protected FacilityItem() {}

    @SuppressWarnings("NullAway.Init")
    FacilityItem(ItemDraft draft, int position) {
        super(draft, position);
        particulars(draft.particulars());
    }

    @Override
    Particulars particulars() {
        return new Particulars.OfFacility(city, state, county, fieldOffice, type);
    }

    @Override
    void particulars(Particulars particulars) {
        if (!(particulars instanceof Particulars.OfFacility facility)) {
            throw Rejected.invalid("particulars", "catalog-other-list");
        }
        this.city = facility.city();
        this.state = facility.state();
        this.county = facility.county();
        this.fieldOffice = facility.fieldOffice();
        this.type = facility.type();
    }
}
