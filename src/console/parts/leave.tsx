import { leave, stay, useDeparture } from '../unsaved.ts';
import { Modal } from './modal.tsx';

/** Asks before what was not saved is left: to stay is the first answer, and Escape means it too. */
export function Leave() {
  const departure = useDeparture();
  return (
    <Modal open={departure !== undefined} onClose={stay} title="Leave without saving?">
      <p>This is not saved and would be lost:</p>
      <ul>
        {departure?.unsaved.map((what) => (
          <li key={what}>{what}</li>
        ))}
      </ul>
      <p className="acts">
        <button type="button" className="primary" onClick={stay}>
          Stay
        </button>
        <button type="button" className="danger" onClick={() => departure && leave(departure)}>
          Leave
        </button>
      </p>
    </Modal>
  );
}
