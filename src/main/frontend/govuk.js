// The components of GOV.UK Frontend that Amparo's pages use: half of the bytes of all of them.
export {
  Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, SkipLink, createAll,
} from 'govuk-frontend'
