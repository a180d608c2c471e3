import { memo, useCallback, useState } from 'react';
import { displayText } from '../../../src-shared/lib/display-text.ts';
import { useTranslation } from '../../use-translation.tsx';
import { isPlaceLost, type LostThings, type NamedPlace } from './lost-things.ts';
import styles from './place-strip.module.css';

/** More would take the room of the matrix; the others are in a list. */
const shownAtOnce = 6;

/** Shows each place and key ring with what it alone holds up. Pressing one asks "what if everything kept there were lost?". */
export const PlaceStrip = memo(function PlaceStrip({
  places,
  lost,
  onToggle,
  onChoose,
}: {
  readonly places: readonly NamedPlace[];
  readonly lost: LostThings;
  readonly onToggle: (place: NamedPlace) => void;
  /** A place of the list was chosen: it is to be lost, whether it is already or not. */
  readonly onChoose: (place: NamedPlace) => void;
}) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const choose = useCallback(
    (place: NamedPlace) => {
      setChosen((before) => new Set(before).add(nameOf(place)));
      onChoose(place);
    },
    [onChoose],
  );
  if (places.length === 0) return null;
  // Not every place that is lost: a press on a key would add a line here and push that key away from under the pointer.
  const isShown = (place: NamedPlace, at: number): boolean =>
    at < shownAtOnce || (chosen.has(nameOf(place)) && isPlaceLost(lost, place));
  const shown = places.filter(isShown);
  const others = places.filter((place, at) => !isShown(place, at));
  return (
    <ul className={styles['strip']} aria-label={t('matrix.places')}>
      {shown.map((place) => (
        <PlaceButton key={nameOf(place)} place={place} lost={isPlaceLost(lost, place)} onToggle={onToggle} />
      ))}
      {others.length === 0 ? null : <MorePlaces places={others} onChoose={choose} />}
    </ul>
  );
});

const PlaceButton = memo(function PlaceButton({
  place,
  lost,
  onToggle,
}: {
  readonly place: NamedPlace;
  readonly lost: boolean;
  readonly onToggle: (place: NamedPlace) => void;
}) {
  const { t } = useTranslation();
  return (
    <li>
      <button type="button" className={styles['place']} aria-pressed={lost} onClick={() => onToggle(place)}>
        <PlaceIcon kind={place.kind} />
        <bdi className={styles['name']}>{displayText(place.place, 60)}</bdi>{' '}
        <span className={styles['holds']} data-some={place.holds > 0}>
          {t('window.coverage.alone', { count: place.holds })}
        </span>{' '}
        <span className="spoken">
          {t(`matrix.what-if.${place.kind}`, { place: displayText(place.place, 60), count: place.holds })}
        </span>
      </button>
    </li>
  );
});

const MorePlaces = memo(
  function MorePlaces({
    places,
    onChoose,
  }: {
    readonly places: readonly NamedPlace[];
    readonly onChoose: (place: NamedPlace) => void;
  }) {
    const { t } = useTranslation();
    const label = t('matrix.places.more', { count: places.length });
    return (
      <li>
        <select
          className={styles['more']}
          aria-label={label}
          value=""
          onChange={(event) => {
            const place = places.find((one) => nameOf(one) === event.target.value);
            if (place !== undefined) onChoose(place);
          }}
        >
          <option value="" disabled>
            {label}
          </option>
          {places.map((place) => (
            <option key={nameOf(place)} value={nameOf(place)}>
              {`${displayText(place.place, 60)} · ${t('window.coverage.alone', { count: place.holds })}`}
            </option>
          ))}
        </select>
      </li>
    );
  },
  // There may be hundreds: they are rendered again only when one comes or goes.
  (before, after) =>
    before.onChoose === after.onChoose &&
    before.places.length === after.places.length &&
    before.places.every((place, at) => place === after.places[at]),
);

/** Distinguishes places and rings that are called the same. */
function nameOf({ kind, place }: NamedPlace): string {
  return `${kind} ${place}`;
}

/** Renders a house for a place, a ring for what is carried together. */
function PlaceIcon({ kind }: { readonly kind: NamedPlace['kind'] }) {
  return (
    <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false" className={styles['sign']}>
      {kind === 'place' ? (
        <path d="M2.5 7.5 8 3l5.5 4.5M4 6.5V13h8V6.5" />
      ) : (
        <path d="M8 2.5a3 3 0 1 1 0 6a3 3 0 1 1 0-6ZM6.5 8 5 13.5M9.5 8 11 13.5" />
      )}
    </svg>
  );
}
