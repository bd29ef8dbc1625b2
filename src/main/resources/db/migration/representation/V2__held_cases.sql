-- Cases a legal hold stands on: the notes of their matters are not destroyed.
CREATE TABLE representation.held_case (
    case_file uuid PRIMARY KEY
);
